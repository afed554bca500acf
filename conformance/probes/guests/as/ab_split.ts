// Gives each user one of two variants, the same every time, by a hash of the user's id; the variant goes upstream as a
// header and back as a cookie. Configuration: {"percent": 30, "user": "x-user-id", "prefix": "/beta"}
import {
  Action,
  Counter,
  HttpContext,
  logInfo,
  RootContext,
  setRootContext,
} from './sdk/assembly';
import { readMembers } from '../../../../gallery/header-augmenter/json';

const inA = new Counter('ab_split.a');
const inB = new Counter('ab_split.b');

class Split extends RootContext {
  percent: u32 = 50;
  user: string = 'x-user-id';
  prefix: string = '';

  onConfigure(size: u32): bool {
    const config = readMembers(this.getPluginConfiguration());
    if (config === null) return size == 0;
    if (config.has('percent')) this.percent = <u32>parseInt(config.get('percent'));
    if (config.has('user')) this.user = config.get('user');
    if (config.has('prefix')) this.prefix = config.get('prefix');
    return this.percent <= 100;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new SplitRequest(this);
  }
}

class SplitRequest extends HttpContext {
  private variant: string = '';

  constructor(private split: Split) {
    super();
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const cookie = this.getHttpRequestHeader('cookie');
    const user = this.getHttpRequestHeader(this.split.user);
    if (cookie !== null && cookie.includes('ab=')) {
      this.variant = cookie.charAt(cookie.indexOf('ab=') + 3);
    } else {
      // Nobody is known: the id of the request would be another each time, so all of these see the old variant.
      this.variant = user !== null && fnv1a(user) % 100 < this.split.percent ? 'b' : 'a';
    }
    if (this.variant == 'b') inB.increment();
    else inA.increment();

    this.setHttpRequestHeader('x-variant', this.variant);
    this.setProperty('ab_variant', this.variant);
    const path = this.getHttpRequestHeader(':path');
    if (this.variant == 'b' && path !== null) this.setHttpRequestHeader(':path', this.split.prefix + path);
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.addHttpResponseHeader('set-cookie', `ab=${this.variant}; Path=/; Max-Age=86400`);
    this.addHttpResponseHeader('vary', this.split.user);
    return Action.Continue;
  }

  onLog(): void {
    const variant = this.getProperty('ab_variant');
    const path = this.getProperty('request.url_path');
    const code = this.getPropertyInt('response.code');
    logInfo(`${variant === null ? '?' : variant} ${path === null ? '?' : path} ${code}`);
  }
}

function fnv1a(text: string): u32 {
  const bytes = Uint8Array.wrap(String.UTF8.encode(text));
  let hash: u32 = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = (hash ^ bytes[i]) * 0x01000193;
  return hash;
}

setRootContext(() => new Split());
