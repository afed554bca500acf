// Lets a client make so many requests in a window of time. The count is in shared data, written with compare-and-swap,
// so all workers count together. Configuration: {"requests": 3, "window": "1h", "by": "x-api-key"}
import {
  Action,
  Counter,
  getCurrentTimeMilliseconds,
  getSharedDataBytes,
  HttpContext,
  logInfo,
  logWarn,
  RootContext,
  setRootContext,
  setSharedDataBytes,
  Status,
} from './sdk/assembly';
import { readDuration } from '../../../../gallery/header-augmenter/duration';
import { readMembers } from '../../../../gallery/header-augmenter/json';

const ATTEMPTS = 5;
const allowed = new Counter('rate_limiter.allowed');
const limited = new Counter('rate_limiter.limited');

class Limits extends RootContext {
  requests: u32 = 10;
  window: u32 = 60_000;
  by: string = 'x-api-key';

  onConfigure(size: u32): bool {
    const config = readMembers(this.getPluginConfiguration());
    if (config === null) return size == 0;
    if (config.has('requests')) this.requests = <u32>parseInt(config.get('requests'));
    if (config.has('window')) this.window = readDuration(config.get('window'));
    if (config.has('by')) this.by = config.get('by');
    logInfo(`${this.requests} requests in ${this.window} ms for each ${this.by}`);
    return this.requests > 0 && this.window > 0;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new LimitedRequest(this);
  }
}

class LimitedRequest extends HttpContext {
  private left: i32 = -1;

  constructor(private limits: Limits) {
    super();
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const client = this.getHttpRequestHeader(this.limits.by);
    if (client === null) {
      this.sendHttpResponse(400, [], `${this.limits.by} is missing\n`);
      return Action.Pause;
    }
    this.left = this.take(`window of ${client}`);
    if (this.left >= 0) {
      allowed.increment();
      return Action.Continue;
    }
    limited.increment();
    logWarn(`too many requests of ${client}, ${limited.value} in all`);
    const wait = this.limits.window / 1000;
    this.sendHttpResponse(429, [['retry-after', wait.toString()]], 'too many requests\n');
    return Action.Pause;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    if (this.left >= 0) this.setHttpResponseHeader('x-ratelimit-remaining', this.left.toString());
    return Action.Continue;
  }

  /** How many are left after this one, -1 when it is one too many. The value: start (8 bytes), count (4 bytes). */
  private take(key: string): i32 {
    const now = <u64>getCurrentTimeMilliseconds();
    for (let i = 0; i < ATTEMPTS; i++) {
      const held = getSharedDataBytes(key);
      const value = held.value;
      const next = new Uint8Array(12);
      let count: u32 = 1;
      let start = now;
      if (value !== null && now - load<u64>(value.dataStart) < this.limits.window) {
        start = load<u64>(value.dataStart);
        count = load<u32>(value.dataStart + 8) + 1;
      }
      if (count > this.limits.requests) return -1;
      store<u64>(next.dataStart, start);
      store<u32>(next.dataStart + 8, count);
      if (setSharedDataBytes(key, next, held.cas) == Status.Ok) return this.limits.requests - count;
    }
    logWarn('another worker was faster five times: this request passes');
    return 0;
  }
}

setRootContext(() => new Limits());
