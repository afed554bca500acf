// One module, two root ids. `audit_source` is an HTTP filter that writes a line for every request into a queue;
// `audit_sink` takes the lines out, off the request's path, and counts them. The configuration of the source is the
// list of headers that may be written down, and that of the sink how many lines make a batch.
import {
  Action,
  Counter,
  enqueueSharedQueue,
  Gauge,
  HttpContext,
  logDebug,
  logInfo,
  logWarn,
  registerRootContext,
  resolveSharedQueue,
  RootContext,
  Status,
} from './sdk/assembly';

const QUEUE = 'audit';
const written = new Counter('audit.written');
const waiting = new Gauge('audit.waiting');

class Source extends RootContext {
  headers: string[] = [];

  onConfigure(size: u32): bool {
    const text = this.getPluginConfiguration();
    if (text !== null) this.headers = text.split(',');
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new AuditedRequest(this);
  }
}

class AuditedRequest extends HttpContext {
  constructor(private source: Source) {
    super();
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    logDebug(`mutual TLS: ${this.getPropertyBool('connection.mtls')}`);
    return Action.Continue;
  }

  onLog(): void {
    const method = this.getProperty('request.method');
    const path = this.getProperty('request.path');
    const protocol = this.getProperty('request.protocol');
    const cluster = this.getProperty('xds.cluster_name');
    const code = this.getPropertyInt('response.code');
    const size = this.getPropertyInt('request.size');
    let line = `${textOf(method)} ${textOf(path)} ${textOf(protocol)} ${code} ${size} ${textOf(cluster)}`;

    const headers = this.getPropertyMap('request.headers');
    for (let i = 0; headers !== null && i < this.source.headers.length; i++) {
      line += ` ${this.source.headers[i]}=${valueIn(headers, this.source.headers[i])}`;
    }
    const queue = resolveSharedQueue('', QUEUE);
    if (!queue || enqueueSharedQueue(queue, line) != Status.Ok) {
      logWarn(`nobody listens: ${line}`);
      return;
    }
    waiting.add(1);
  }
}

class Sink extends RootContext {
  private batch: u32 = 1;
  private lines: string[] = [];

  onConfigure(size: u32): bool {
    const text = this.getPluginConfiguration();
    if (text !== null) this.batch = <u32>parseInt(text);
    this.registerSharedQueue(QUEUE);
    return this.batch > 0;
  }

  onQueueReady(queueId: u32): void {
    const line = this.dequeueSharedQueue(queueId);
    if (line === null) return;
    waiting.add(-1);
    this.lines.push(line);
    if (<u32>this.lines.length < this.batch) return;
    written.increment(this.lines.length);
    logInfo(`${written.value} lines, the last ${this.lines.length}:\n${this.lines.join('\n')}`);
    this.lines = [];
  }

  // A sink in an HTTP chain lets everything pass.
  createHttpContext(contextId: u32): HttpContext {
    return new HttpContext();
  }
}

function textOf(value: string | null): string {
  return value === null ? '-' : value;
}

function valueIn(headers: string[][], name: string): string {
  for (let i = 0; i < headers.length; i++) {
    if (headers[i][0] == name) return headers[i][1];
  }
  return '-';
}

registerRootContext('audit_source', () => new Source());
registerRootContext('audit_sink', () => new Sink());
