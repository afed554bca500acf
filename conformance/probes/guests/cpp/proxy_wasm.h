// The part of proxy-wasm ABI 0.2.1 that these guests use, over raw imports: no SDK, no heap but malloc.
#pragma once
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define IMPORT(name) extern "C" __attribute__((import_module("env"), import_name(#name))) int name
#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

enum Level { kTrace, kDebug, kInfo, kWarn, kError };
enum Result { kOk, kNotFound, kBadArgument };
enum Action { kContinue, kPause };
enum Map { kRequestHeaders, kRequestTrailers, kResponseHeaders, kResponseTrailers };
enum Buffer { kRequestBody, kResponseBody, kDownstreamData, kUpstreamData, kCallResponseBody, kPluginConfig = 7 };
enum Stream { kRequest, kResponse, kDownstream, kUpstream };
enum Metric { kCounter, kGauge, kHistogram };

IMPORT(proxy_log)(int level, const char *text, size_t size);
IMPORT(proxy_get_property)(const char *path, size_t size, char **value, size_t *value_size);
IMPORT(proxy_get_buffer_bytes)(int buffer, size_t start, size_t length, char **bytes, size_t *size);
IMPORT(proxy_set_buffer_bytes)(int buffer, size_t start, size_t length, const char *bytes, size_t size);
IMPORT(proxy_get_header_map_value)(int map, const char *key, size_t key_size, char **value, size_t *size);
IMPORT(proxy_add_header_map_value)(int map, const char *key, size_t key_size, const char *value, size_t size);
IMPORT(proxy_replace_header_map_value)(int map, const char *key, size_t key_size, const char *value, size_t size);
IMPORT(proxy_remove_header_map_value)(int map, const char *key, size_t key_size);
IMPORT(proxy_send_local_response)(int code, const char *details, size_t details_size, const char *body,
                                  size_t body_size, const char *pairs, size_t pairs_size, int grpc_status);
IMPORT(proxy_get_current_time_nanoseconds)(uint64_t *time);
IMPORT(proxy_set_tick_period_milliseconds)(uint32_t period);
IMPORT(proxy_define_metric)(int type, const char *name, size_t size, uint32_t *id);
IMPORT(proxy_increment_metric)(uint32_t id, int64_t by);
IMPORT(proxy_record_metric)(uint32_t id, uint64_t value);
IMPORT(proxy_get_metric)(uint32_t id, uint64_t *value);
IMPORT(proxy_http_call)(const char *cluster, size_t cluster_size, const char *headers, size_t headers_size,
                        const char *body, size_t body_size, const char *trailers, size_t trailers_size,
                        uint32_t timeout, uint32_t *token);
IMPORT(proxy_continue_stream)(int stream);
IMPORT(proxy_close_stream)(int stream);
IMPORT(proxy_set_effective_context)(uint32_t context);

/** Bytes that somebody else keeps. */
struct View {
  const char *data = "";
  size_t size = 0;
  View() {}
  View(const char *text) : data(text), size(strlen(text)) {}
  View(const char *bytes, size_t length) : data(bytes), size(length) {}
  bool operator==(View other) const { return size == other.size && memcmp(data, other.data, size) == 0; }
  View from(size_t at) const { return at < size ? View(data + at, size - at) : View(); }
  View first(size_t length) const { return View(data, length < size ? length : size); }
  size_t find(char c) const {
    const void *at = size ? memchr(data, c, size) : nullptr;
    return at ? static_cast<const char *>(at) - data : size;
  }
};

/** Bytes that the proxy gave: freed at the end of the scope. */
struct Given {
  char *data = nullptr;
  size_t size = 0;
  bool found = false;
  Given() {}
  Given(Given &&other) : data(other.data), size(other.size), found(other.found) { other.data = nullptr; }
  ~Given() { free(data); }
  View view() const { return View(data ? data : "", size); }
};

inline Given header(Map map, View key) {
  Given given;
  given.found = proxy_get_header_map_value(map, key.data, key.size, &given.data, &given.size) == kOk;
  return given;
}
inline Given bytes(Buffer buffer, size_t start = 0, size_t length = INT32_MAX) {
  Given given;
  given.found = proxy_get_buffer_bytes(buffer, start, length, &given.data, &given.size) == kOk;
  return given;
}
/** A property by its path, the segments joined by a zero byte: PROPERTY("request\0path"). */
#define PROPERTY(path) property(View(path, sizeof(path) - 1))
inline Given property(View path) {
  Given given;
  given.found = proxy_get_property(path.data, path.size, &given.data, &given.size) == kOk;
  return given;
}
inline int64_t number(const Given &given) {
  int64_t value = 0;
  if (given.found && given.size == sizeof value) memcpy(&value, given.data, sizeof value);
  return value;
}

/** A line or a message that is put together, up to 512 bytes of it. */
struct Text {
  char data[512];
  size_t size = 0;
  Text &operator<<(View more) {
    size_t fits = sizeof data - size < more.size ? sizeof data - size : more.size;
    memcpy(data + size, more.data, fits);
    size += fits;
    return *this;
  }
  Text &operator<<(const char *text) { return *this << View(text); }
  Text &operator<<(int64_t value) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? -value : value;
    do digits[--at] = '0' + rest % 10;
    while (rest /= 10);
    if (value < 0) digits[--at] = '-';
    return *this << View(digits + at, sizeof digits - at);
  }
  View view() const { return View(data, size); }
};

inline void log(Level level, const Text &text) { proxy_log(level, text.data, text.size); }

/** Header pairs as they travel: their number, the sizes, then names and values, each with a zero byte after it. */
struct Pairs {
  char data[512];
  size_t size = 0;
  template <size_t n> Pairs(const View (&list)[n][2]) {
    word(n);
    for (auto &pair : list) word(pair[0].size), word(pair[1].size);
    for (auto &pair : list) text(pair[0]), text(pair[1]);
  }
  void word(uint32_t value) { memcpy(data + size, &value, 4), size += 4; }
  void text(View view) { memcpy(data + size, view.data, view.size), size += view.size, data[size++] = 0; }
};

inline uint32_t metric(Metric type, View name) {
  uint32_t id = 0;
  proxy_define_metric(type, name.data, name.size, &id);
  return id;
}

// What every guest exports; the proxy asks `proxy_on_memory_allocate` for the room of what it gives.
EXPORT(proxy_abi_version_0_2_1) void abi_version() {}
EXPORT(proxy_on_memory_allocate) void *allocate(size_t size) { return malloc(size); }
