/**
 * Commands as people type and paste them, with what curl 7.88 sends for them: method and address, each header behind
 * curl's own `user-agent` and `accept` (`-name` where one of these is not sent), and the body. `notes`: kinds of what is
 * left out.
 */
export interface CorpusEntry {
  readonly what: string;
  readonly text: string;
  readonly sends: string;
  readonly notes?: readonly string[];
  /** Not for a POSIX shell, or with more than curl can do: no real curl was asked. */
  readonly isOurs?: true;
}

const BASE = 'http://localhost:8080/headers';
const form = 'content-type: application/x-www-form-urlencoded';
const entry = (what: string, text: string, sends: string, more: Partial<CorpusEntry> = {}): CorpusEntry => ({
  what,
  text,
  sends,
  ...more,
});

export const baseUrl = BASE;

export const corpus: readonly CorpusEntry[] = [
  entry('an address alone', 'curl http://localhost:8080/headers', `GET ${BASE}`),
  entry('an address without a scheme', 'curl localhost:8080/headers', `GET ${BASE}`),
  entry(
    'an address that is quoted',
    "curl 'http://localhost:8080/get?a=1&b=2'",
    'GET http://localhost:8080/get?a=1&b=2',
  ),
  entry('double quotes', 'curl "http://localhost:8080/get?a=1&b=2"', 'GET http://localhost:8080/get?a=1&b=2'),
  entry(
    'an unquoted ampersand in the address',
    'curl http://localhost:8080/get?a=1&b=2',
    'GET http://localhost:8080/get?a=1&b=2',
    { isOurs: true },
  ),
  entry('a fragment stays with the client', 'curl http://localhost:8080/get#top', 'GET http://localhost:8080/get#top'),
  entry('--url', 'curl --url http://localhost:8080/headers', `GET ${BASE}`),
  entry('no address: the current request’s', 'curl -i', `GET ${BASE}`, { isOurs: true }),
  entry('a path: the current request’s host', 'curl /cart -v', 'GET http://localhost:8080/cart', { isOurs: true }),
  entry('quotes glued inside a word', 'curl  -H "token":"323232"', `GET ${BASE}\ntoken: 323232`, { isOurs: true }),
  entry(
    'the same with an address',
    'curl -H "token":"323232" http://localhost:8080/headers',
    `GET ${BASE}\ntoken: 323232`,
  ),
  entry(
    'blanks around the colon',
    "curl -H 'token:   32323  ' http://localhost:8080/headers",
    `GET ${BASE}\ntoken: 32323`,
  ),
  entry(
    'a value with colons',
    "curl -H 'x-url: http://a:1/b' http://localhost:8080/headers",
    `GET ${BASE}\nx-url: http://a:1/b`,
  ),
  entry(
    'several headers keep their order',
    "curl -H 'b: 2' -H 'a: 1' -H 'b: 3' http://localhost:8080/headers",
    `GET ${BASE}\nb: 2\na: 1\nb: 3`,
  ),
  entry('--header', "curl --header 'a: 1' http://localhost:8080/headers", `GET ${BASE}\na: 1`),
  entry('--header=', "curl --header='a: 1' http://localhost:8080/headers", `GET ${BASE}\na: 1`, { isOurs: true }),
  entry('-H without a blank', "curl -H'a: 1' http://localhost:8080/headers", `GET ${BASE}\na: 1`),
  entry('a header without a value', "curl -H 'x-empty;' http://localhost:8080/headers", `GET ${BASE}\nx-empty: `),
  entry('a header taken away', "curl -H 'Accept:' http://localhost:8080/headers", `GET ${BASE}\n-accept`),
  entry(
    'both defaults taken away',
    "curl -H 'Accept:' -H 'User-Agent:' http://localhost:8080/headers",
    `GET ${BASE}\n-user-agent\n-accept`,
  ),
  entry(
    'a default overwritten',
    "curl -H 'Accept: text/html' http://localhost:8080/headers",
    `GET ${BASE}\n-accept\nAccept: text/html`,
  ),
  entry('a header from a file', 'curl -H @headers.txt http://localhost:8080/headers', `GET ${BASE}`, {
    notes: ['file-not-read'],
    isOurs: true,
  }),
  entry('the host', "curl -H 'Host: shop.example' http://localhost:8080/headers", `GET ${BASE}\nHost: shop.example`),
  entry('-X', 'curl -X DELETE http://localhost:8080/delete', 'DELETE http://localhost:8080/delete'),
  entry('-X glued', 'curl -XPOST http://localhost:8080/post', 'POST http://localhost:8080/post'),
  entry('--request', 'curl --request PATCH http://localhost:8080/patch', 'PATCH http://localhost:8080/patch'),
  entry('--request=', 'curl --request=PUT http://localhost:8080/put', 'PUT http://localhost:8080/put', {
    isOurs: true,
  }),
  entry('-d posts a form', 'curl -d a=1 http://localhost:8080/post', `POST http://localhost:8080/post\n${form}\n\na=1`),
  entry(
    '-d twice',
    'curl -d a=1 -d b=2 http://localhost:8080/post',
    `POST http://localhost:8080/post\n${form}\n\na=1&b=2`,
  ),
  entry(
    '--data-raw keeps an at sign',
    "curl --data-raw '@x' http://localhost:8080/post",
    `POST http://localhost:8080/post\n${form}\n\n@x`,
  ),
  entry('-d from a file', 'curl -d @body.json http://localhost:8080/post', `POST http://localhost:8080/post\n${form}`, {
    notes: ['file-not-read'],
    isOurs: true,
  }),
  entry(
    '--data-binary keeps line feeds',
    "curl --data-binary 'a\nb' http://localhost:8080/post",
    `POST http://localhost:8080/post\n${form}\n\na\nb`,
  ),
  entry(
    '--data-ascii',
    'curl --data-ascii hello http://localhost:8080/post',
    `POST http://localhost:8080/post\n${form}\n\nhello`,
  ),
  entry(
    '--data-urlencode name=content',
    "curl --data-urlencode 'q=a b&c' http://localhost:8080/post",
    `POST http://localhost:8080/post\n${form}\n\nq=a+b%26c`,
  ),
  entry(
    '--data-urlencode content',
    "curl --data-urlencode 'a b' http://localhost:8080/post",
    `POST http://localhost:8080/post\n${form}\n\na+b`,
  ),
  entry(
    '--data-urlencode =content',
    "curl --data-urlencode '=a=b' http://localhost:8080/post",
    `POST http://localhost:8080/post\n${form}\n\na%3Db`,
  ),
  entry(
    'a type of its own',
    "curl -H 'Content-Type: text/plain' -d hi http://localhost:8080/post",
    'POST http://localhost:8080/post\nContent-Type: text/plain\n\nhi',
  ),
  entry(
    '--json',
    `curl --json '{"a":1}' http://localhost:8080/post`,
    'POST http://localhost:8080/post\n-accept\ncontent-type: application/json\naccept: application/json\n\n{"a":1}',
  ),
  entry(
    '-G puts data into the address',
    'curl -G -d a=1 -d b=2 http://localhost:8080/get',
    'GET http://localhost:8080/get?a=1&b=2',
  ),
  entry(
    '-G behind a query',
    "curl -G --data-urlencode 'q=ü' 'http://localhost:8080/get?x=1'",
    'GET http://localhost:8080/get?x=1&q=%C3%BC',
    {
      isOurs: true,
    },
  ),
  entry(
    '-X PUT with data',
    'curl -X PUT -d x http://localhost:8080/put',
    `PUT http://localhost:8080/put\n${form}\n\nx`,
  ),
  entry(
    '-u',
    'curl -u user:secret http://localhost:8080/headers',
    `GET ${BASE}\nauthorization: Basic dXNlcjpzZWNyZXQ=`,
  ),
  entry(
    'credentials in the address',
    'curl http://user:secret@localhost:8080/headers',
    `GET ${BASE}\nauthorization: Basic dXNlcjpzZWNyZXQ=`,
  ),
  entry(
    '--oauth2-bearer',
    'curl --oauth2-bearer abc http://localhost:8080/headers',
    `GET ${BASE}\nauthorization: Bearer abc`,
  ),
  entry('-b', "curl -b 'a=1; b=2' http://localhost:8080/headers", `GET ${BASE}\ncookie: a=1; b=2`),
  entry('-b twice', 'curl -b a=1 -b b=2 http://localhost:8080/headers', `GET ${BASE}\ncookie: a=1;b=2`),
  entry('-b from a file', 'curl -b jar.txt http://localhost:8080/headers', `GET ${BASE}`, {
    notes: ['file-not-read'],
    isOurs: true,
  }),
  entry('-A', 'curl -A Mozilla/5.0 http://localhost:8080/headers', `GET ${BASE}\n-user-agent\nuser-agent: Mozilla/5.0`),
  entry('-A with nothing', "curl -A '' http://localhost:8080/headers", `GET ${BASE}\n-user-agent`),
  entry('-e', 'curl -e http://a.example/ http://localhost:8080/headers', `GET ${BASE}\nreferer: http://a.example/`),
  entry('-r', 'curl -r 0-99 http://localhost:8080/bytes/200', 'GET http://localhost:8080/bytes/200\nrange: bytes=0-99'),
  entry('-I', 'curl -I http://localhost:8080/headers', `HEAD ${BASE}`),
  entry('--head', 'curl --head http://localhost:8080/headers', `HEAD ${BASE}`),
  entry('bundled letters', 'curl -sSv http://localhost:8080/headers', `GET ${BASE}`),
  entry(
    'bundled letters, the last with a value',
    'curl -svXPOST http://localhost:8080/post',
    'POST http://localhost:8080/post',
  ),
  entry('bundled letters, the value behind them', "curl -sH 'a: 1' http://localhost:8080/headers", `GET ${BASE}\na: 1`),
  entry(
    'what means nothing here',
    'curl -s -k -L --http1.1 --max-time 5 --retry 2 http://localhost:8080/headers',
    `GET ${BASE}`,
  ),
  entry(
    '-o swallows its value',
    'curl -s -o /dev/null -w "%{http_code}\\n" http://localhost:8080/headers',
    `GET ${BASE}`,
  ),
  entry('--no- forms', 'curl --no-progress-meter --no-keepalive http://localhost:8080/headers', `GET ${BASE}`),
  entry('an unknown option', 'curl --frobnicate -H a:1 http://localhost:8080/headers', `GET ${BASE}\na: 1`, {
    notes: ['unknown-option'],
    isOurs: true,
  }),
  entry('-F is not simulated', 'curl -F file=@a.png http://localhost:8080/post', 'GET http://localhost:8080/post', {
    notes: ['unsupported-option'],
    isOurs: true,
  }),
  entry('a value that is missing', 'curl http://localhost:8080/headers -H', `GET ${BASE}`, {
    notes: ['value-missing'],
    isOurs: true,
  }),
  entry('a second address', 'curl http://localhost:8080/headers http://b.example/', `GET ${BASE}`, {
    notes: ['left-out'],
    isOurs: true,
  }),
  entry('--next', 'curl http://localhost:8080/headers --next -d x http://b.example/', `GET ${BASE}`, {
    notes: ['left-out'],
    isOurs: true,
  }),
  entry('-- ends the options', 'curl -s -- http://localhost:8080/headers', `GET ${BASE}`),
  entry(
    'backslashes at line ends',
    "curl http://localhost:8080/headers \\\n  -H 'a: 1' \\\n  -H 'b: 2'",
    `GET ${BASE}\na: 1\nb: 2`,
  ),
  entry('the same from Windows files', "curl http://localhost:8080/headers \\\r\n  -H 'a: 1'", `GET ${BASE}\na: 1`, {
    isOurs: true,
  }),
  entry('a prompt in front', "$ curl -H 'a: 1' http://localhost:8080/headers", `GET ${BASE}\na: 1`, { isOurs: true }),
  entry('a path to curl', '/usr/bin/curl http://localhost:8080/headers', `GET ${BASE}`),
  entry('a variable set in front', 'LANG=C curl http://localhost:8080/headers', `GET ${BASE}`),
  entry('a pipe behind it', 'curl -s http://localhost:8080/headers | jq .headers', `GET ${BASE}`, {
    notes: ['left-out'],
    isOurs: true,
  }),
  entry('output sent away', 'curl -s http://localhost:8080/headers > out.json 2>&1', `GET ${BASE}`, {
    notes: ['left-out', 'left-out'],
    isOurs: true,
  }),
  entry('a comment behind it', 'curl http://localhost:8080/headers # the headers', `GET ${BASE}`),
  entry('a second command', 'curl http://localhost:8080/headers; echo', `GET ${BASE}`, {
    notes: ['left-out'],
    isOurs: true,
  }),
  entry(
    'a variable',
    'curl -H "authorization: Bearer $TOKEN" http://localhost:8080/headers',
    `GET ${BASE}\nauthorization: Bearer $TOKEN`,
    { notes: ['not-expanded'], isOurs: true },
  ),
  entry('a dollar that is none', "curl -H 'price: $5' http://localhost:8080/headers", `GET ${BASE}\nprice: $5`),
  entry(
    'escapes in double quotes',
    'curl -H "a: \\"b\\" \\\\ \\$x" http://localhost:8080/headers',
    `GET ${BASE}\na: "b" \\ $x`,
  ),
  entry('escapes without quotes', 'curl -H a:\\ b\\&c http://localhost:8080/headers', `GET ${BASE}\na: b&c`),
  entry(
    "a quote inside single quotes, the shell's way",
    `curl -d 'it'\\''s' http://localhost:8080/post`,
    `POST http://localhost:8080/post\n${form}\n\nit's`,
  ),
  entry(
    "$'..' with escapes",
    "curl --data-raw $'a\\n\\'b\\'\\t\\u00e9\\x21\\041' http://localhost:8080/post",
    `POST http://localhost:8080/post\n${form}\n\na\n'b'\té!!`,
  ),
  entry(
    'text that is not ASCII',
    "curl -H 'x-name: Zoë' -d 'привіт' http://localhost:8080/post",
    `POST http://localhost:8080/post\nx-name: Zoë\n${form}\n\nпривіт`,
  ),
  entry(
    '--compressed',
    'curl --compressed http://localhost:8080/headers',
    `GET ${BASE}\naccept-encoding: deflate, gzip, br, zstd`,
  ),
  entry('a quote that is never closed', "curl http://localhost:8080/headers -H 'a: 1", `GET ${BASE}\na: 1`, {
    notes: ['open-quote'],
    isOurs: true,
  }),
  entry(
    'Chrome, copy as cURL (bash)',
    `curl 'https://shop.example/api/cart?id=7' \\
  -H 'accept: application/json, text/plain, */*' \\
  -H 'accept-language: en-US,en;q=0.9' \\
  -H 'content-type: application/json' \\
  -b 'session=abc123; theme=dark' \\
  -H 'sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"' \\
  -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36' \\
  --data-raw $'{"text":"it\\'s\\u0021"}'`,
    `POST https://shop.example/api/cart?id=7
-user-agent
-accept
cookie: session=abc123; theme=dark
accept: application/json, text/plain, */*
accept-language: en-US,en;q=0.9
content-type: application/json
sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"
user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36

{"text":"it's!"}`,
  ),
  entry(
    'Chrome, copy as cURL (cmd)',
    `curl ^"https://shop.example/api?a=1^&b=2^" ^
  -H ^"accept: */*^" ^
  -H ^"sec-ch-ua: ^\\^"Chromium^\\^";v=^\\^"140^\\^"^" ^
  --data-raw ^"^{^\\^"a^\\^":^\\^"100^%^\\^"^}^"`,
    `POST https://shop.example/api?a=1&b=2
sec-ch-ua: "Chromium";v="140"
content-type: application/x-www-form-urlencoded

{"a":"100%"}`,
    { isOurs: true },
  ),
  entry(
    'an older Chrome, copy as cURL (cmd)',
    `curl "https://shop.example/" ^
  -H "accept: text/html" ^
  -H "x-quote: ""a""" ^
  --compressed`,
    'GET https://shop.example/\n-accept\naccept-encoding: deflate, gzip, br, zstd\naccept: text/html\nx-quote: "a"',
    { isOurs: true },
  ),
  entry(
    'Firefox, copy as cURL (POSIX)',
    `curl 'http://localhost:8080/headers' --compressed -X PUT -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' -H 'Accept: text/html,application/xhtml+xml' -H 'Accept-Encoding: gzip, deflate, br, zstd' -H 'Connection: keep-alive' -H 'Priority: u=0, i' --data-raw 'x=1'`,
    `PUT ${BASE}
-user-agent
-accept
User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
Accept: text/html,application/xhtml+xml
Accept-Encoding: gzip, deflate, br, zstd
Connection: keep-alive
Priority: u=0, i
${form}

x=1`,
  ),
  entry(
    'Safari, copy as cURL',
    `curl 'http://localhost:8080/get' \\
-X 'GET' \\
-H 'Accept: */*' \\
-H 'Referer: http://localhost:8080/'`,
    'GET http://localhost:8080/get\n-accept\nAccept: */*\nReferer: http://localhost:8080/',
  ),
];
