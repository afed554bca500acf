import { emptyProject, filterDefaults, type Project, requestDefaults } from '../../src/model/index.ts';
import { encodeLink, plainView } from '../../src/share/link/index.ts';

const shop = `import {
  Action,
  Counter,
  enqueueSharedQueue,
  Gauge,
  getProperty,
  getPropertyInt,
  getSharedData,
  Histogram,
  HttpContext,
  registerSharedQueue,
  RootContext,
  setRootContext,
  setSharedData,
} from './sdk/assembly';

const requests = new Counter('shop.requests_total');
const open = new Gauge('shop.open_requests');
const sizes = new Histogram('shop.path_length');

class Shop extends RootContext {
  queue: u32 = 0;

  onConfigure(size: u32): bool {
    this.queue = registerSharedQueue('orders');
    this.setTickPeriod(200);
    return true;
  }

  onTick(): void {
    setSharedData('heartbeat', 'tick');
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Visit(this.queue);
  }
}

class Visit extends HttpContext {
  constructor(private queue: u32) {
    super();
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    requests.increment();
    open.add(1);
    const path = getProperty('request.path');
    sizes.record(path === null ? 0 : path.length);
    getProperty('request.pth');
    getPropertyInt('connection.id');
    const visits = getSharedData('visits');
    const before = visits.value;
    setSharedData('visits', '{"last": "' + (path === null ? '' : path) + '"}', visits.cas);
    if (before !== null) setSharedData('visits', 'too late', visits.cas);
    enqueueSharedQueue(this.queue, path === null ? '' : path);
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    getProperty('request.path');
    return Action.Continue;
  }

  onLog(): void {
    open.add(-1);
    getProperty('response.code_details');
  }
}

setRootContext(() => new Shop());
`;

const logger = `import { getProperty, logInfo, RootContext, setRootContext } from './sdk/assembly';

class Audit extends RootContext {
  onLog(): void {
    const code = getProperty('response.code_details');
    logInfo('audit: ' + (code === null ? 'nothing' : code));
  }
}

setRootContext(() => new Audit());
`;

const request = (n: number, path: string): Project['requests'][number] => ({
  ...requestDefaults,
  id: 'request-' + n,
  name: 'Visit ' + n,
  url: 'http://shop.example' + path,
  headers: [{ enabled: true, name: 'user-agent', value: 'curl/8.5.0' }],
});

/** A project that leaves something in each panel: two workers, three requests, a filter and an access logger. */
export const panelsProject: Project = {
  ...emptyProject,
  name: 'Every panel',
  files: { 'shop.ts': shop, 'audit.ts': logger },
  filters: [
    {
      ...filterDefaults,
      id: 'filter-1',
      name: 'shop',
      rootId: 'shop',
      vmId: 'shop',
      module: { kind: 'source', entry: 'shop.ts' },
    },
  ],
  accessLoggers: [
    {
      ...filterDefaults,
      id: 'logger-1',
      name: 'audit',
      rootId: 'audit',
      vmId: 'audit',
      module: { kind: 'source', entry: 'audit.ts' },
    },
  ],
  requests: [request(1, '/cart?id=7'), request(2, '/books'), request(3, '/nothing/here')],
  selectedRequest: 'request-1',
  isSequence: true,
  routes: [
    {
      name: 'shelves',
      match: 'prefix',
      path: '/books',
      headers: [],
      action: { kind: 'direct', status: 418, body: 'no books' },
    },
    {
      name: 'all',
      match: 'prefix',
      path: '/',
      headers: [],
      action: { kind: 'cluster', cluster: 'upstream', timeoutMs: 5000 },
    },
  ],
  workers: 2,
};

/** What stands behind the address of the page: `#...`. */
export function linkOf(project: Project): string {
  const link = encodeLink({ project, view: plainView, modules: {} });
  if (link.kind !== 'link') throw new Error(`no link: ${link.kind}`);
  return link.hash;
}
