import { emptyProject, filterDefaults, requestDefaults, type Project } from '../../../src/model/index.ts';

/** What people run into with filters, as small projects; `says` is on screen in the tab, and explains it. */
export interface Pain {
  /** What it is called in a screenshot. */
  readonly name: string;
  readonly project: Project;
  readonly tab: 'Headers' | 'Body' | 'Warnings' | undefined;
  readonly says: readonly RegExp[];
}

interface Filter {
  readonly imports: string;
  readonly members: string;
  readonly rest?: string;
}

const filter = ({ imports, members, rest = '' }: Filter) => `import { ${imports} } from './sdk/assembly';

class Trouble extends HttpContext {
${members}
}

setHttpContext(() => new Trouble());
${rest}`;

interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly splits?: readonly number[];
}

function project(name: string, source: string, sent: Sent = {}, more: Partial<Project> = {}): Project {
  return {
    ...emptyProject,
    name,
    files: { 'filter.ts': source },
    filters: [{ ...filterDefaults, id: 'filter-1', name: 'trouble', module: { kind: 'source', entry: 'filter.ts' } }],
    requests: [{ ...requestDefaults, id: 'request-1', name: 'try it', url: 'http://localhost:8080/anything', ...sent }],
    selectedRequest: 'request-1',
    ...more,
  };
}

const post: Sent = { method: 'POST', body: '{"amount": 12}' };
const usual = 'Action, HttpContext, setHttpContext';

export const pains: readonly Pain[] = [
  {
    name: '1-headers-have-left',
    project: project(
      'Headers after the body',
      filter({
        imports: usual,
        members: `  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    this.setHttpRequestHeader('x-amount', '12');
    return Action.Continue;
  }`,
      }),
      post,
    ),
    tab: 'Warnings',
    says: [
      /RequestHeaders have gone on to the next filter: they left when proxy_on_request_headers answered Continue/,
      /answer Pause there and change them once the body is whole/,
    ],
  },
  {
    name: '2-buffering',
    project: project(
      'A body that is held',
      filter({
        imports: usual,
        members: `  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.removeHttpRequestHeader('content-length');
    return Action.Continue;
  }

  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    return endOfStream ? Action.Continue : Action.Pause;
  }`,
      }),
      { ...post, splits: [4, 9] },
    ),
    tab: 'Body',
    says: [/paused: 9 bytes are buffered/, /buffered, then forwarded as one piece of 14 bytes/],
  },
  {
    name: '3-bad-argument',
    project: project(
      'A call without authority',
      filter({
        imports: usual,
        members: `  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.dispatchHttpCall('upstream', [[':method', 'GET'], [':path', '/'], [':host', 'auth.test']]);
    return Action.Continue;
  }`,
      }),
    ),
    tab: 'Warnings',
    says: [/The argument "headers" is at fault: it has no :authority/, /neither :host nor host stands for it/],
  },
  {
    name: '4-where-calls-go',
    project: project(
      'A call to a host name',
      filter({
        imports: usual,
        members: `  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.dispatchHttpCall('api.example.com', [[':method', 'GET'], [':path', '/'], [':authority', 'api.example.com']]);
    return Action.Continue;
  }`,
      }),
    ),
    tab: 'Warnings',
    says: [/There is no cluster named "api\.example\.com"/, /Name one that the proxy has \(upstream\)/],
  },
  {
    name: '6-reply-too-late',
    project: project(
      'A reply from the response body',
      filter({
        imports: usual,
        members: `  onHttpResponseBody(bodySize: u32, endOfStream: bool): Action {
    this.sendHttpResponse(502, [], 'not allowed');
    return Action.Pause;
  }`,
      }),
    ),
    tab: 'Warnings',
    says: [/A local reply came after the response headers had gone to the client/, /What the client saw: status 200/],
  },
  {
    name: '7-paused-for-ever',
    project: project(
      'A pause that nobody ends',
      filter({
        imports: usual,
        members: `  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.dispatchHttpCall('upstream', [[':method', 'GET'], [':path', '/get'], [':authority', 'auth.test']]);
    return Action.Pause;
  }

  onHttpCallResponse(token: u32, numHeaders: u32, bodySize: u32, numTrailers: u32): void {}`,
      }),
    ),
    tab: 'Warnings',
    says: [
      /The request is paused by filter 1 trouble since step \d+ \(proxy_on_request_headers, at \d+ ms\), and nothing is pending/,
      /Since then ran proxy_on_http_call_response \(step \d+\), without resuming it/,
    ],
  },
  {
    name: '7-resumed-twice',
    project: project(
      'Resumed twice',
      filter({
        imports: usual,
        members: `  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.resumeHttpRequest();
    return Action.Continue;
  }`,
      }),
    ),
    tab: 'Warnings',
    says: [/resumed a request that was not paused; Envoy 1\.40 then sends it on twice/],
  },
  {
    name: '10-unreachable',
    project: project(
      'A trap',
      filter({
        imports: `${usual}, logInfo`,
        members: `  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.removeHttpRequestHeader('x-forwarded-proto');
    logInfo('looking for the tenant');
    this.addHttpRequestHeader('x-tenant', tenant(this.getHttpRequestHeader('host')));
    return Action.Continue;
  }`,
        rest: `
function tenant(host: string | null): string {
  if (host == null || host.indexOf('.') < 0) throw new Error('the host has no tenant');
  return host.slice(0, host.indexOf('.'));
}
`,
      }),
    ),
    tab: undefined,
    says: [
      /1 trouble failed in proxy_on_request_headers: it aborted/,
      /the host has no tenant at filter\.ts:\d+:\d+/,
      /Last hostcalls before it/,
      /proxy_remove_header_map_value\(RequestHeaders, "x-forwarded-proto"\) = Ok/,
    ],
  },
  {
    name: '11-which-property',
    project: project(
      'A property with another name',
      filter({
        imports: usual,
        members: `  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.getProperty(['request', 'pathh']);
    return Action.Continue;
  }`,
      }),
    ),
    tab: 'Warnings',
    says: [/Envoy has no property request\.pathh/, /Did you mean request\.path/],
  },
  {
    name: '16-root-id',
    project: project(
      'A root id that nobody registered',
      `import { RootContext, registerRootContext } from './sdk/assembly';

registerRootContext('auth', () => new RootContext());
registerRootContext('quota', () => new RootContext());
`,
    ),
    tab: 'Warnings',
    says: [
      /The module has no root context for the root id "" that the chain gives it, so its callbacks do nothing/,
      /Set the filter's root id to one that the module registers: auth, quota/,
    ],
  },
];
