// Asks an identity provider whether a token is good, holds the request meanwhile, and remembers good tokens until the
// timer forgets them. Configuration: {"cluster": "idp", "path": "/introspect", "forget": "10m"}
import {
  Action,
  Gauge,
  getSharedData,
  Histogram,
  HttpContext,
  logInfo,
  logWarn,
  RootContext,
  setRootContext,
  setSharedData,
} from './sdk/assembly';
import { readDuration } from '../../../../gallery/header-augmenter/duration';
import { readMembers } from '../../../../gallery/header-augmenter/json';

const held = new Gauge('token_cache.held');
const answers = new Histogram('token_cache.answer_bytes');

class Provider extends RootContext {
  cluster: string = '';
  path: string = '/';
  private known: string[] = [];

  onConfigure(size: u32): bool {
    const config = readMembers(this.getPluginConfiguration());
    if (config === null || !config.has('cluster')) return false;
    this.cluster = config.get('cluster');
    if (config.has('path')) this.path = config.get('path');
    if (config.has('forget')) this.setTickPeriod(readDuration(config.get('forget')));
    return true;
  }

  remember(token: string, subject: string): void {
    this.known.push(token);
    setSharedData(`token ${token}`, subject);
  }

  onTick(): void {
    if (this.known.length > 0) logInfo(`${this.known.length} tokens forgotten`);
    while (this.known.length > 0) setSharedData(`token ${this.known.pop()}`, '');
  }

  createHttpContext(contextId: u32): HttpContext {
    return new GuardedRequest(this);
  }
}

class GuardedRequest extends HttpContext {
  private token: string = '';

  constructor(private provider: Provider) {
    super();
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const authorization = this.getHttpRequestHeader('authorization');
    if (authorization === null || !authorization.startsWith('Bearer ')) return this.deny(401, 'no bearer token\n');
    this.token = authorization.substring(7);

    const subject = getSharedData(`token ${this.token}`).value;
    if (subject !== null && subject.length > 0) {
      logInfo(`${subject} is known`);
      this.setHttpRequestHeader('x-subject', subject);
      return Action.Continue;
    }
    const headers = [
      [':method', 'POST'],
      [':path', this.provider.path],
      [':authority', 'idp.test'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ];
    if (!this.dispatchHttpCall(this.provider.cluster, headers, `token=${this.token}`, [], 500)) {
      return this.deny(500, 'the provider cannot be asked\n');
    }
    held.add(1);
    return Action.Pause;
  }

  onHttpCallResponse(tokenId: u32, numHeaders: u32, bodySize: u32, numTrailers: u32): void {
    held.add(-1);
    answers.record(bodySize);
    const status = this.getHttpCallResponseHeader(':status');
    const body = this.getHttpCallResponseBody(0, bodySize);
    const claims = readMembers(body);
    if (status === null || status != '200' || claims === null) {
      logWarn(`the provider answered ${status === null ? 'nothing' : status}`);
      this.deny(503, 'try again\n');
    } else if (!claims.has('active') || claims.get('active') != 'true') {
      this.deny(403, 'token refused\n');
    } else {
      const subject = claims.has('sub') ? claims.get('sub') : 'someone';
      this.provider.remember(this.token, subject);
      this.setHttpRequestHeader('x-subject', subject);
      this.resumeHttpRequest();
    }
  }

  private deny(code: u32, why: string): Action {
    this.sendHttpResponse(code, [['www-authenticate', 'Bearer']], why);
    return Action.Pause;
  }
}

setRootContext(() => new Provider());
