/** What an option of curl does to the request that the page sends. */
export type CurlEffect =
  | 'request'
  | 'header'
  | 'data'
  | 'data-raw'
  | 'data-urlencode'
  | 'json'
  | 'get'
  | 'head'
  | 'user'
  | 'bearer'
  | 'cookie'
  | 'user-agent'
  | 'referer'
  | 'range'
  | 'compressed'
  | 'http2'
  | 'url'
  | 'url-query'
  | 'include'
  | 'verbose'
  | 'fail'
  | 'output'
  | 'write-out'
  /** Means nothing to a simulated proxy. */
  | 'ignored'
  /** Would change the request, and is not simulated. */
  | 'unsupported';

export interface CurlOption {
  readonly effect: CurlEffect;
  readonly takesValue: boolean;
}

const withValue: Readonly<Partial<Record<CurlEffect, string>>> = {
  request: 'request X',
  header: 'header H',
  data: 'data data-ascii d data-binary',
  'data-raw': 'data-raw',
  'data-urlencode': 'data-urlencode',
  json: 'json',
  user: 'user u',
  bearer: 'oauth2-bearer',
  cookie: 'cookie b',
  'user-agent': 'user-agent A',
  referer: 'referer e',
  range: 'range r',
  url: 'url',
  'url-query': 'url-query',
  output: 'output o',
  'write-out': 'write-out w',
  unsupported:
    'form F form-string upload-file T config K aws-sigv4 request-target continue-at C time-cond z ' +
    'ftp-account ftp-port P quote Q telnet-option t mail-from mail-rcpt mail-auth',
  ignored:
    'abstract-unix-socket alt-svc cacert capath cert E cert-type ciphers connect-timeout connect-to cookie-jar c ' +
    'create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url ' +
    'dump-header D egd-file engine etag-compare etag-save expect100-timeout happy-eyeballs-timeout-ms hsts interface ' +
    'ip-tos keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options max-filesize ' +
    'max-redirs max-time m netrc-file noproxy output-dir parallel-max pass pinnedpubkey preproxy proto proto-default ' +
    'proto-redir proxy x proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-header proxy-key ' +
    'proxy-key-type proxy-pass proxy-user U proxy1.0 pubkey random-file rate resolve retry retry-delay retry-max-time ' +
    'sasl-authzid service-name socks4 socks4a socks5 socks5-hostname speed-limit Y speed-time y stderr tls-max ' +
    'tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket variable vlan-priority',
};

const alone: Readonly<Partial<Record<CurlEffect, string>>> = {
  get: 'get G',
  head: 'head I',
  include: 'include i show-headers',
  verbose: 'verbose v',
  fail: 'fail f fail-with-body',
  output: 'remote-name O',
  compressed: 'compressed',
  http2: 'http2 http2-prior-knowledge',
  unsupported: 'digest ntlm negotiate anyauth tr-encoding list-only l append a',
  ignored:
    'basic cert-status compressed-ssh create-dirs crlf disable q doh-cert-status doh-insecure fail-early false-start ' +
    'form-escape globoff g haproxy-protocol http0.9 http1.0 0 http1.1 http3 http3-only ' +
    'ignore-content-length insecure k ipv4 4 ipv6 6 junk-session-cookies j location L location-trusted manual M ' +
    'netrc n netrc-optional buffer N no-buffer alpn npn keepalive sessionid progress-meter clobber parallel Z ' +
    'parallel-immediate path-as-is post301 post302 post303 progress-bar # proxytunnel p raw remote-header-name J ' +
    'remote-name-all remote-time R remove-on-error retry-all-errors retry-connrefused sasl-ir show-error S silent s ' +
    'ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 2 sslv3 3 ' +
    'styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tlsv1 1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 ' +
    'trace-ids trace-time use-ascii B xattr',
};

function table(): ReadonlyMap<string, CurlOption> {
  const options = new Map<string, CurlOption>();
  const add = (names: Readonly<Partial<Record<CurlEffect, string>>>, takesValue: boolean): void => {
    for (const [effect, list] of Object.entries(names)) {
      for (const name of list.split(' ')) options.set(name, { effect: effectOf(effect), takesValue });
    }
  };
  add(withValue, true);
  add(alone, false);
  return options;
}

// The keys of the two tables are effects.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const effectOf = (key: string): CurlEffect => key as CurlEffect;

/** By name without its dashes: long names, and letters. */
export const curlOptions = table();
