// Turns away what cannot be a good JSON web token before anybody spends a signature check on it: three parts of
// base64url, an algorithm that the configuration lists (`RS256,ES256`), and an `exp` that is not over. What it read is
// passed on as x-jwt-sub. The signature is somebody else's work.
#include "proxy_wasm.h"

static char algorithms[128];

static int sextet(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

/** Decodes base64url in place of `out`; false when it is none. */
static bool decode(View in, Text &out) {
  uint32_t bits = 0;
  if (in.size == 0 || in.size % 4 == 1 || in.size > 600) return false;
  for (size_t i = 0; i < in.size; i++) {
    int value = sextet(in.data[i]);
    if (value < 0) return false;
    bits = bits << 6 | value;
    if (i % 4 == 0) continue;
    char byte = bits >> (6 - i % 4 * 2);
    out << View(&byte, 1);
  }
  return true;
}

/** The text after `"name":` in a JSON object, without its quotes; good enough for a first look. */
static View member(View json, View name) {
  for (size_t at = 0; at + name.size + 3 < json.size; at++) {
    View rest = json.from(at);
    if (rest.data[0] != '"' || !(rest.from(1).first(name.size) == name)) continue;
    rest = rest.from(name.size + 1);
    if (rest.size < 2 || rest.data[0] != '"' || rest.data[1] != ':') continue;
    rest = rest.from(2);
    if (rest.size > 0 && rest.data[0] == '"') return rest.from(1).first(rest.from(1).find('"'));
    size_t end = 0;
    while (end < rest.size && rest.data[end] >= '0' && rest.data[end] <= '9') end++;
    return rest.first(end);
  }
  return View();
}

static bool is_listed(View algorithm) {
  for (View list = algorithms; list.size > 0; list = list.from(list.find(',') + 1))
    if (algorithm.size > 0 && list.first(list.find(',')) == algorithm) return true;
  return false;
}

static Action refuse(View why) {
  Text challenge;
  challenge << "Bearer error=\"invalid_token\", error_description=\"" << why << "\"";
  Pairs headers({{"www-authenticate", challenge.view()}, {"content-type", "text/plain"}});
  log(kInfo, Text() << "refused: " << why);
  proxy_send_local_response(401, "jwt_shape", 9, why.data, why.size, headers.data, headers.size, -1);
  return kPause;
}

EXPORT(proxy_on_configure) int on_configure(uint32_t, uint32_t) {
  Given config = bytes(kPluginConfig);
  if (config.size >= sizeof algorithms) return 0;
  memcpy(algorithms, config.view().data, config.size);
  return config.size > 0;
}

EXPORT(proxy_on_request_headers) int on_request_headers(uint32_t, uint32_t, uint32_t) {
  Given given = header(kRequestHeaders, "authorization");
  if (!given.found || !(given.view().first(7) == "Bearer ")) return refuse("no token");
  View token = given.view().from(7);
  View head = token.first(token.find('.'));
  View rest = token.from(head.size + 1);
  View body = rest.first(rest.find('.'));
  View signature = rest.from(body.size + 1);
  Text header_json, claims, ignored;
  if (!decode(head, header_json) || !decode(body, claims) || !decode(signature, ignored)) return refuse("not a token");
  View algorithm = member(header_json.view(), "alg");
  if (!is_listed(algorithm)) return refuse("algorithm");

  uint64_t now = 0, expiry = 0;
  proxy_get_current_time_nanoseconds(&now);
  View digits = member(claims.view(), "exp");
  for (size_t i = 0; i < digits.size; i++) expiry = expiry * 10 + digits.data[i] - '0';
  if (expiry <= now / 1000000000) return refuse("expired");

  View subject = member(claims.view(), "sub");
  proxy_replace_header_map_value(kRequestHeaders, "x-jwt-sub", 9, subject.data, subject.size);
  log(kDebug, Text() << algorithm << " token of " << subject);
  return kContinue;
}
