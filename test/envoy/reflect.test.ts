import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { latin1OfBytes, latin1OfText, textOfBytes, type RequestSpec, type Scenario } from '../../src/model/index.ts';

function answer(request: RequestSpec) {
  const scenario: Scenario = {
    name: 'reflect',
    clusters: { upstream: { reflect: true } },
    requests: [{ host: 'localhost:8080', timeout_ms: 100_000, ...request }],
    envoy: { routes: [{ match: { prefix: '/' }, route: { cluster: 'upstream', timeout: '90s' } }] },
  };
  const report = run({ modules: {} }, scenario, 1);
  const [exchange] = report.exchanges;
  if (exchange === undefined) throw new Error('no exchange');
  const headers = exchange.response.headers.map(latin1OfBytes);
  return { report, exchange, ...exchange.response, text: textOfBytes(exchange.response.body), headers };
}

test('/headers shows names in capitals and the authority', () => {
  const { status, text, headers } = answer({ path: '/headers', headers: [['x-hello', 'world']] });
  expect(status).toBe(200);
  expect(headers).toContain('application/json');
  expect(JSON.parse(text)).toMatchObject({ headers: { Host: 'localhost:8080', 'X-Hello': 'world' } });
  expect(text).toContain('"X-Hello": "world"');
});

test('/get shows arguments, and only GET', () => {
  expect(JSON.parse(answer({ path: '/get?a=1&a=2&b=%20x' }).text)).toMatchObject({ args: { a: ['1', '2'], b: ' x' } });
  expect(answer({ path: '/get', method: 'POST', body: ['x'] }).status).toBe(405);
});

test('/post shows what was sent', () => {
  const { text } = answer({ path: '/post', method: 'POST', body: ['{"a":', '1}'] });
  expect(JSON.parse(text)).toMatchObject({ data: '{"a":1}', json: { a: 1 } });
});

test('/anything takes any method and any text', () => {
  const { text } = answer({ path: '/anything/deep?x=1', method: 'PATCH', body: [latin1OfText('grüße')] });
  expect(JSON.parse(text)).toMatchObject({
    method: 'PATCH',
    data: 'grüße',
    url: 'http://localhost:8080/anything/deep?x=1',
  });
});

test.each([
  ['/status/418', 418],
  ['/status/204', 204],
  ['/status/nonsense', 200],
  ['/nowhere', 404],
])('%s answers %i', (path, status) => {
  expect(answer({ path }).status).toBe(status);
});

test('/delay/S waits in virtual time', () => {
  const { exchange, status } = answer({ path: '/delay/3' });
  expect(status).toBe(200);
  expect(exchange.durationMs).toBe(3000);
});

test('/bytes/N gives so many bytes, the same every time', () => {
  const { body } = answer({ path: '/bytes/100' });
  expect(body).toHaveLength(100);
  expect(body).toEqual(answer({ path: '/bytes/100' }).body);
  expect(new Set(body).size).toBeGreaterThan(20);
});

test('/response-headers sets what is asked, and nothing that breaks a header', () => {
  const { headers } = answer({ path: '/response-headers?x-a=1&x-b=a%0d%0ax-evil:%201&bad%20name=1' });
  expect(headers).toContain('x-a');
  expect(headers).toContain('a  x-evil: 1');
  expect(headers).not.toContain('bad name');
});

test('/trailers sends trailers, those of the request among them', () => {
  const { trailers } = answer({ path: '/trailers', method: 'POST', body: ['a', 'b'], trailers: [['x-t', '1']] });
  expect(trailers.map(latin1OfBytes)).toEqual(['x-trailer', 'from upstream', 'x-t', '1']);
});

test('names of prototypes are only names', () => {
  const { status, text } = answer({ path: '/get?__proto__=1&constructor=2', headers: [['__proto__', 'x']] });
  expect(status).toBe(200);
  expect(text).toContain('"constructor": "2"');
});
