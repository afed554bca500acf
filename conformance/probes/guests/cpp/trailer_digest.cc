// Guards bodies with a digest (FNV-1a, 32 bits) that travels in trailers: reads every piece as it passes, holds nothing,
// compares what the client said at the end, and gives answers one of their own.
#include "proxy_wasm.h"

struct Digest {
  uint32_t context = 0;
  uint32_t request = 0, response = 0;
};
static Digest slots[64];

static Digest &of(uint32_t context) {
  for (auto &slot : slots)
    if (slot.context == context) return slot;
  return slots[context % 64] = {context, 0x811c9dc5, 0x811c9dc5};
}

static void add(uint32_t &hash, View piece) {
  for (size_t i = 0; i < piece.size; i++) hash = (hash ^ static_cast<uint8_t>(piece.data[i])) * 0x01000193;
}

static Text &hex(Text &text, uint32_t value) {
  for (int shift = 28; shift >= 0; shift -= 4) text << View(&"0123456789abcdef"[value >> shift & 15], 1);
  return text;
}

EXPORT(proxy_on_request_body) int on_request_body(uint32_t context, size_t size, uint32_t) {
  add(of(context).request, bytes(kRequestBody, 0, size).view());
  return kContinue;
}

EXPORT(proxy_on_request_trailers) int on_request_trailers(uint32_t context, uint32_t) {
  Given claimed = header(kRequestTrailers, "x-digest");
  if (!claimed.found) return kContinue;
  Text seen;
  hex(seen, of(context).request);
  if (claimed.view() == seen.view()) {
    proxy_remove_header_map_value(kRequestTrailers, "x-digest", 8);
    proxy_add_header_map_value(kRequestTrailers, "x-digest-checked", 16, "yes", 3);
    return kContinue;
  }
  log(kWarn, Text() << "the client says " << claimed.view() << ", the body is " << seen.view());
  proxy_send_local_response(400, "digest", 6, "digest differs\n", 15, nullptr, 0, -1);
  return kPause;
}

EXPORT(proxy_on_response_headers) int on_response_headers(uint32_t, uint32_t, uint32_t end) {
  // Only a body without a known length has room for trailers in HTTP/1.1.
  if (!end) proxy_remove_header_map_value(kResponseHeaders, "content-length", 14);
  proxy_add_header_map_value(kResponseHeaders, "trailer", 7, "x-digest", 8);
  return kContinue;
}

EXPORT(proxy_on_response_body) int on_response_body(uint32_t context, size_t size, uint32_t end) {
  add(of(context).response, bytes(kResponseBody, 0, size).view());
  if (!end) return kContinue;
  Text seen;
  hex(seen, of(context).response);
  proxy_add_header_map_value(kResponseTrailers, "x-digest", 8, seen.data, seen.size);
  return kContinue;
}

EXPORT(proxy_on_response_trailers) int on_response_trailers(uint32_t context, uint32_t) {
  Text seen;
  hex(seen, of(context).response);
  proxy_replace_header_map_value(kResponseTrailers, "x-digest", 8, seen.data, seen.size);
  return kContinue;
}

EXPORT(proxy_on_delete) void on_delete(uint32_t context) {
  for (auto &slot : slots)
    if (slot.context == context) slot.context = 0;
}
