// Counts what passes: answers by class, requests that are under way, sizes; and says so on a timer. Everything it knows
// of a request comes from properties. The configuration is the timer's period in milliseconds.
#include "proxy_wasm.h"

static uint32_t by_class[6], under_way, sizes, plain;
static uint64_t said = 0;

EXPORT(proxy_on_vm_start) int on_vm_start(uint32_t, uint32_t) {
  const char *names[] = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
  for (int i = 0; i < 6; i++) by_class[i] = metric(kCounter, (Text() << "counted.answers." << names[i]).view());
  plain = metric(kCounter, "counted.without_tls");
  under_way = metric(kGauge, "counted.under_way");
  sizes = metric(kHistogram, "counted.request_bytes");
  return 1;
}

EXPORT(proxy_on_configure) int on_configure(uint32_t, uint32_t) {
  Given config = bytes(kPluginConfig);
  uint32_t period = 0;
  for (size_t i = 0; i < config.size; i++) period = period * 10 + config.data[i] - '0';
  if (period > 0) proxy_set_tick_period_milliseconds(period);
  return 1;
}

EXPORT(proxy_on_request_headers) int on_request_headers(uint32_t context, uint32_t headers, uint32_t) {
  proxy_increment_metric(under_way, 1);
  Given tls = PROPERTY("connection\0mtls");
  bool is_tls = tls.found && tls.size == 1 && tls.data[0];
  if (!is_tls) proxy_increment_metric(plain, 1);
  Given agent = PROPERTY("request\0headers\0user-agent");
  Given scheme = PROPERTY("request\0scheme");
  log(kDebug, Text() << "#" << context << ": " << headers << " headers, " << scheme.view() << ", agent "
                     << (agent.found ? agent.view() : "unknown"));
  return kContinue;
}

EXPORT(proxy_on_response_headers) int on_response_headers(uint32_t, uint32_t, uint32_t) {
  uint64_t now = 0;
  proxy_get_metric(under_way, &now);
  Text value;
  value << static_cast<int64_t>(now);
  proxy_add_header_map_value(kResponseHeaders, "x-under-way", 11, value.data, value.size);
  return kContinue;
}

EXPORT(proxy_on_log) void on_log(uint32_t context) {
  proxy_increment_metric(under_way, -1);
  int64_t code = number(PROPERTY("response\0code"));
  int64_t flags = number(PROPERTY("response\0flags"));
  int64_t size = number(PROPERTY("request\0total_size"));
  proxy_increment_metric(by_class[code >= 100 && code < 600 ? code / 100 : 0], 1);
  proxy_record_metric(sizes, size);
  Given method = PROPERTY("request\0method");
  Given path = PROPERTY("request\0url_path");
  Given details = PROPERTY("response\0code_details");
  log(kInfo, Text() << "#" << context << ": " << method.view() << " " << path.view() << " " << code << " flags " << flags
                    << ", " << size << " bytes, " << details.view());
}

EXPORT(proxy_on_tick) void on_tick(uint32_t) {
  uint64_t good = 0, bad = 0;
  proxy_get_metric(by_class[2], &good);
  proxy_get_metric(by_class[5], &bad);
  if (good + bad == said) return;
  said = good + bad;
  log(kInfo, Text() << static_cast<int64_t>(good) << " went well, " << static_cast<int64_t>(bad) << " did not");
}
