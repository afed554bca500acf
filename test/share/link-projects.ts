import { readFileSync } from 'node:fs';
import { emptyProject, filterDefaults, type HeaderRow, type Project, replyDefaults } from '../../src/model/index.ts';
import { plainView, type LinkContent } from '../../src/share/link/index.ts';

export const row = (name: string, value: string, enabled = true): HeaderRow => ({ enabled, name, value });
const madeWith = { compiler: '0.28.20', sdk: '0.1.0' };
const gallery = (path: string) => readFileSync(`gallery/${path}`, 'utf8');

export const contentOf = (project: Project): LinkContent => ({ project, view: plainView, modules: {} });

const request: Project['requests'][number] = {
  id: 'request-1',
  name: 'Show my headers',
  method: 'GET',
  url: 'http://localhost:8080/headers',
  headers: [row('user-agent', 'curl/8.5.0'), row('accept', '*/*')],
  body: '',
  isBytes: false,
  splits: [],
  trailers: [],
  waitMs: 0,
  overlaps: false,
  http: '1.1',
  tcp: null,
};

/** The example that the page opens with. */
export const addHeader: Project = {
  ...emptyProject,
  name: 'Add a header',
  files: { 'filter.ts': gallery('add-header/filter.ts') },
  filters: [
    {
      ...filterDefaults,
      id: 'filter-1',
      name: 'add-header',
      rootId: 'add-header',
      module: { kind: 'source', entry: 'filter.ts' },
    },
  ],
  requests: [
    request,
    {
      ...request,
      id: 'request-2',
      name: 'Post some JSON',
      method: 'POST',
      url: 'http://localhost:8080/anything',
      headers: [...request.headers, row('content-type', 'application/json')],
      body: '{"colour": "green"}',
    },
  ],
  selectedRequest: 'request-1',
  madeWith,
};

/** Three files, a configuration and a second cluster that the filter asks. */
export const augmenter: Project = {
  ...emptyProject,
  name: 'Tokens for everybody',
  files: {
    'duration.ts': gallery('header-augmenter/duration.ts'),
    'filter.ts': gallery('header-augmenter/filter.ts'),
    'json.ts': gallery('header-augmenter/json.ts'),
  },
  filters: [
    {
      ...filterDefaults,
      id: 'filter-1',
      name: 'augmenter',
      rootId: 'augmenter',
      configuration: JSON.stringify(
        {
          header_providing_service_cluster: 'tokens',
          header_providing_service_path: '/v1/token?for=shop',
          header_providing_service_authority: 'tokens.shop.example',
          header_cache_expiry: '1m30s',
        },
        null,
        2,
      ),
      module: { kind: 'source', entry: 'filter.ts' },
    },
  ],
  requests: [request],
  selectedRequest: 'request-1',
  clusters: [
    {
      name: 'tokens',
      address: 'tokens.shop.example:443',
      protocol: 'http1',
      behaviour: {
        kind: 'replies',
        replies: [
          {
            prefix: '/v1/',
            status: 200,
            headers: [row('content-type', 'application/json')],
            body: '{"x-token": "8f14e45fceea167a"}',
            isBytes: false,
            trailers: [],
            delayMs: 20,
            failure: 'none',
            grpc: null,
          },
        ],
      },
    },
  ],
  madeWith,
};

/** Sixty lines that nobody wrote when the dictionary was made. */
const fresh = `import { Action, HttpContext, logInfo, logWarn, setHttpContext } from './sdk/assembly';

// Keeps bots away from the checkout and marks what it is not sure about.
const SUSPECTS = ['python-requests', 'scrapy', 'wget', 'libwww-perl', 'headlesschrome'];
const PROTECTED = ['/checkout', '/basket', '/account/login'];
const MAX_COOKIES = 24;

class BotShield extends HttpContext {
  private score: i32 = 0;
  private verdict: string = 'human';

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const target = this.getHttpRequestHeader(':path');
    if (target === null || !this.concerns(target)) return Action.Continue;

    this.weighAgent();
    this.weighCookies();
    if (this.getHttpRequestHeader('accept-language') === null) this.score += 2;
    if (numHeaders < 6) this.score += 1;

    if (this.score >= 5) {
      this.verdict = 'robot';
      logWarn(\`turned away a robot at \${target}, score \${this.score}\`);
      this.sendHttpResponse(429, [['retry-after', '120']], 'Come back with a browser.');
      return Action.Pause;
    }
    if (this.score >= 3) this.verdict = 'unsure';
    this.setHttpRequestHeader('x-shield-verdict', this.verdict);
    this.setHttpRequestHeader('x-shield-score', this.score.toString());
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    if (this.verdict == 'unsure') {
      this.addHttpResponseHeader('set-cookie', 'shield=challenge; Max-Age=300; Path=/');
    }
    logInfo(\`verdict \${this.verdict}\`);
    return Action.Continue;
  }

  private concerns(target: string): bool {
    for (let i = 0; i < PROTECTED.length; i++) {
      if (target.startsWith(PROTECTED[i])) return true;
    }
    return false;
  }

  private weighAgent(): void {
    const agent = this.getHttpRequestHeader('user-agent');
    if (agent === null) {
      this.score += 4;
      return;
    }
    for (let i = 0; i < SUSPECTS.length; i++) {
      if (agent.toLowerCase().includes(SUSPECTS[i])) this.score += 5;
    }
  }

  private weighCookies(): void {
    const cookies = this.getHttpRequestHeader('cookie');
    if (cookies === null) {
      this.score += 1;
      return;
    }
    const jar = cookies.split(';');
    if (jar.length > MAX_COOKIES) this.score += 2;
    for (let i = 0; i < jar.length; i++) {
      if (jar[i].trim().startsWith('shield=passed')) this.score = 0;
    }
  }
}

setHttpContext(() => new BotShield());
`;

export const botShield: Project = {
  ...addHeader,
  name: 'Bot shield',
  files: { 'filter.ts': fresh },
  filters: [
    {
      ...filterDefaults,
      id: 'filter-1',
      name: 'bot-shield',
      rootId: 'bot-shield',
      module: { kind: 'source', entry: 'filter.ts' },
    },
  ],
  requests: [
    {
      ...request,
      name: 'Robot',
      url: 'http://shop.example/checkout/pay',
      headers: [row('user-agent', 'python-requests/2.32'), row('accept', '*/*')],
    },
  ],
};

/** Something in every field. */
export const everything: Project = {
  ...addHeader,
  name: 'Everything "at once" \u2028 \ud83d\ude00',
  files: {
    'a/deep/file.ts': '// "quotes", \\ and a NUL \0 in it\n',
    'b.ts': '',
    'filter.ts': 'const half = "\ud800";\r\n',
  },
  filters: [
    {
      id: 'filter-1',
      name: 'one',
      enabled: false,
      rootId: 'r',
      vmId: 'v',
      configuration: '{"a": "b\\n"}',
      vmConfiguration: 'line\nline',
      failurePolicy: 'FAIL_RELOAD',
      reloadMs: 0,
      environment: [{ name: 'HOME', value: '/root' }],
      allowStopIteration: true,
      capabilities: ['proxy_log'],
      module: { kind: 'source', entry: 'a/deep/file.ts' },
    },
    {
      ...filterDefaults,
      id: 'filter-2',
      name: 'two',
      capabilities: [],
      module: { kind: 'wasm', fileName: 'two "2".wasm', sha256: 'ab'.repeat(32), size: 4711 },
    },
  ],
  networkFilters: [
    { ...filterDefaults, id: 'network-filter-1', name: 'net', module: { kind: 'source', entry: 'b.ts' } },
  ],
  accessLoggers: [{ ...filterDefaults, id: 'access-logger-1', name: 'log', module: { kind: 'source', entry: 'b.ts' } }],
  services: [
    { ...filterDefaults, id: 'service-1', name: 'once', singleton: true, module: { kind: 'source', entry: 'b.ts' } },
    { ...filterDefaults, id: 'service-2', name: 'each', singleton: false, module: { kind: 'source', entry: 'b.ts' } },
  ],
  requests: [
    request,
    {
      ...request,
      id: 'request-2',
      method: 'PUT',
      headers: [row('a', '', false)],
      body: 'a\0b',
      splits: [0, 1],
      trailers: [row('t', '1')],
      waitMs: 90_000,
      overlaps: true,
      http: '2',
      tcp: null,
    },
    {
      ...request,
      id: 'request-3',
      name: 'spoken',
      tcp: {
        client: [
          { kind: 'send', as: 'text', data: 'hello\\r\\n' },
          { kind: 'send', as: 'hex', data: '00 ff' },
          { kind: 'wait', ms: 250 },
          { kind: 'half-close' },
          { kind: 'end' },
          { kind: 'reset' },
        ],
        upstream: [{ kind: 'receive', bytes: 3 }, { kind: 'close' }],
      },
    },
    { ...request, id: 'request-4', name: 'refused', tcp: { client: [], upstream: null } },
  ],
  selectedRequest: 'request-2',
  isSequence: true,
  upstream: { kind: 'fixed', isBytes: false, status: 0, headers: [row('x', 'y')], body: '"' },
  clusters: [
    { name: 'r', address: '', protocol: 'http2', behaviour: { kind: 'refuse' } },
    { name: 'p', address: 'p:1', protocol: 'http1', behaviour: { kind: 'replies', replies: [] } },
    { name: 'm', address: '', protocol: 'http1', behaviour: { kind: 'reflect' } },
    {
      name: 'g',
      address: '',
      protocol: 'http2',
      behaviour: {
        kind: 'replies',
        replies: [
          { ...replyDefaults, body: '\0\xff', isBytes: true },
          { ...replyDefaults, grpc: { status: 0, message: '', messages: [] } },
          {
            ...replyDefaults,
            grpc: {
              status: 7,
              message: 'no',
              messages: [
                { as: 'text', data: '{}' },
                { as: 'hex', data: '0a' },
              ],
            },
          },
        ],
      },
    },
  ],
  routes: [
    {
      name: 'a',
      match: 'path',
      path: '/a',
      headers: [{ name: 'h', value: 'v' }],
      action: { kind: 'direct', status: 404, body: 'no' },
    },
    {
      name: '',
      match: 'prefix',
      path: '/',
      headers: [],
      action: { kind: 'cluster', cluster: 'upstream', timeoutMs: 0 },
    },
  ],
  workers: 16,
  checks: [
    { name: 'c', request: 'request-2', expect: { headers: { 'x-a': null }, logs: [{ contains: 'a' }], status: 200 } },
  ],
};
