// Asks a quota service by gRPC before a request may pass. The messages, written out by hand:
//   message Ask { string user = 1; uint32 cost = 2; }   message Answer { bool allowed = 1; uint32 left = 2; }
// The VM's configuration is the cluster's name, the plugin's the service's.
import { Action, Counter, GrpcStatusCode, HttpContext, logInfo, RootContext, setRootContext } from './sdk/assembly';

const asked = new Counter('grpc_quota.asked');

class Quota extends RootContext {
  cluster: string = '';
  service: string = '';

  onVmStart(size: u32): bool {
    const cluster = this.getVmConfiguration();
    if (cluster !== null) this.cluster = cluster;
    return true;
  }

  onConfigure(size: u32): bool {
    const service = this.getPluginConfiguration();
    if (service !== null) this.service = service;
    return this.service.length > 0;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new MeteredRequest(this);
  }
}

class MeteredRequest extends HttpContext {
  private left: i32 = -1;

  constructor(private quota: Quota) {
    super();
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const user = this.getHttpRequestHeader('x-user');
    if (user === null || user.length > 100) {
      this.sendGrpcResponse(GrpcStatusCode.Unauthenticated, 'who are you?');
      return Action.Pause;
    }
    const method = this.getHttpRequestHeader(':method');
    const cost: u8 = method !== null && method == 'GET' ? 1 : 5;
    const metadata = [['x-tenant', 'playground']];
    const quota = this.quota;
    if (!this.dispatchGrpcCall(quota.cluster, quota.service, 'Take', metadata, ask(user, cost), 800)) {
      this.sendHttpResponse(500, [], 'no quota service\n');
      return Action.Pause;
    }
    asked.increment();
    return Action.Pause;
  }

  onGrpcCallResponse(tokenId: u32, statusCode: GrpcStatusCode, responseSize: u32): void {
    if (statusCode != GrpcStatusCode.Ok) {
      const status = this.getGrpcStatus();
      logInfo(`quota service: ${status.code} ${status.message}`);
      this.sendHttpResponse(503, [['x-quota-status', statusCode.toString()]], status.message);
      return;
    }
    const answer = this.getGrpcCallResponseBody(0, responseSize);
    const isAllowed = answer !== null && fieldOf(answer, 1) == 1;
    this.left = answer === null ? 0 : fieldOf(answer, 2);
    if (isAllowed) this.resumeHttpRequest();
    else this.sendHttpResponse(429, [], 'quota used up\n');
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    if (this.left >= 0) this.setHttpResponseHeader('x-quota-left', this.left.toString());
    return Action.Continue;
  }
}

function ask(user: string, cost: u8): Uint8Array {
  const text = Uint8Array.wrap(String.UTF8.encode(user));
  const message = new Uint8Array(text.length + 4);
  message[0] = 0x0a;
  message[1] = <u8>text.length;
  message.set(text, 2);
  message[text.length + 2] = 0x10;
  message[text.length + 3] = cost;
  return message;
}

/** A number field of a message that has only those; 0 when it is not there, as protobuf has it. */
function fieldOf(message: Uint8Array, field: u32): u32 {
  let at = 0;
  while (at < message.length) {
    const tag = message[at++];
    let value: u32 = 0;
    for (let shift = 0; at < message.length; shift += 7) {
      const byte = message[at++];
      value |= <u32>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (<u32>tag >> 3 == field) return value;
  }
  return 0;
}

setRootContext(() => new Quota());
