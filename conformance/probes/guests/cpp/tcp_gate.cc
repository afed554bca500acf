// A network filter: asks a gatekeeper over HTTP about every connection and holds what the client sends until it has said
// yes; then puts a line with the client's side of things in front of the stream, the way the PROXY protocol does. The
// configuration is the gatekeeper's cluster.
#include "proxy_wasm.h"

struct Connection {
  uint32_t id = 0, token = 0;
  bool is_open = false, is_marked = false;
  int64_t up = 0, down = 0;
};
static Connection connections[64];
static char cluster[64];
static uint32_t turned_away;

static Connection *find(uint32_t Connection::*field, uint32_t value) {
  for (auto &one : connections)
    if (one.id != 0 && one.*field == value) return &one;
  return nullptr;
}

EXPORT(proxy_on_configure) int on_configure(uint32_t, uint32_t) {
  Given config = bytes(kPluginConfig);
  if (config.size == 0 || config.size >= sizeof cluster) return 0;
  memcpy(cluster, config.data, config.size);
  turned_away = metric(kCounter, "tcp_gate.turned_away");
  return 1;
}

EXPORT(proxy_on_new_connection) int on_new_connection(uint32_t context) {
  Pairs headers({{":method", "GET"}, {":path", "/may-connect"}, {":authority", "gate.test"}});
  uint32_t token = 0;
  int status = proxy_http_call(cluster, strlen(cluster), headers.data, headers.size, "", 0, "", 0, 1000, &token);
  if (status != kOk) log(kError, Text() << "the gatekeeper cannot be asked: " << static_cast<int64_t>(status));
  connections[context % 64] = {context, token, status != kOk};
  return kContinue;
}

EXPORT(proxy_on_downstream_data) int on_downstream_data(uint32_t context, size_t size, uint32_t) {
  Connection *one = find(&Connection::id, context);
  if (!one) return kContinue;
  if (!one->is_marked) {
    Text line;
    line << "GATE connection " << context << "\r\n";
    proxy_set_buffer_bytes(kDownstreamData, 0, 0, line.data, line.size);
    size += line.size;
    one->is_marked = true;
  }
  if (one->is_open) {
    one->up += size;
    return kContinue;
  }
  // Held data come again, with what has come since.
  one->up = size;
  return kPause;
}

EXPORT(proxy_on_upstream_data) int on_upstream_data(uint32_t context, size_t size, uint32_t) {
  if (Connection *one = find(&Connection::id, context)) one->down += size;
  return kContinue;
}

EXPORT(proxy_on_http_call_response) void on_answer(uint32_t, uint32_t token, uint32_t headers, uint32_t, uint32_t) {
  Connection *one = find(&Connection::token, token);
  if (!one) return;
  Given status = header(static_cast<Map>(6), ":status");
  proxy_set_effective_context(one->id);
  if (headers > 0 && status.view() == "200") {
    one->is_open = true;
    log(kInfo, Text() << "connection " << one->id << " may pass");
    proxy_continue_stream(kDownstream);
    return;
  }
  log(kWarn, Text() << "connection " << one->id << " is turned away: " << (headers ? status.view() : "no answer"));
  proxy_increment_metric(turned_away, 1);
  proxy_close_stream(kDownstream);
}

EXPORT(proxy_on_downstream_connection_close) void on_client_gone(uint32_t context, uint32_t peer) {
  Connection *one = find(&Connection::id, context);
  if (one) log(kInfo, Text() << "client gone (" << peer << "), " << one->up << " bytes up, " << one->down << " down");
}

EXPORT(proxy_on_upstream_connection_close) void on_server_gone(uint32_t, uint32_t peer) {
  log(kInfo, Text() << "server gone (" << peer << ")");
}

EXPORT(proxy_on_delete) void on_delete(uint32_t context) {
  if (Connection *one = find(&Connection::id, context)) one->id = 0;
}
