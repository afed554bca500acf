import {
  Action,
  CallStatus,
  getCallStatus,
  GrpcStatusCode,
  HttpContext,
  logInfo,
  RootContext,
  setEffectiveContext,
} from './sdk/assembly';
import { bytesOf, show, showBytes, showHeaderBytes, showNumber, showPairs } from './show';

const GET = [
  [':method', 'GET'],
  [':path', '/call'],
  [':authority', 'auth.test'],
];

/** Makes calls of its own, and holds streams until its timer lets them go. */
export class CallsRoot extends RootContext {
  waiting: u32 = 0;

  onConfigure(pluginConfigurationSize: u32): bool {
    if (this.getPluginConfiguration() == 'call at the start') this.dispatchHttpCall('auth', GET);
    return true;
  }

  createHttpContext(contextId: u32): HttpContext | null {
    return new CallsSmoke(this);
  }

  onHttpCallResponse(tokenId: u32, numHeaders: u32, bodySize: u32, numTrailers: u32): void {
    show('root: answer', this.getHttpCallResponseHeader(':status'));
  }

  onTick(): void {
    if (!this.waiting) return;
    logInfo('tick: letting the stream go');
    if (setEffectiveContext(this.waiting)) this.dispatchHttpCall('auth', GET);
    this.waiting = 0;
    this.setTickPeriod(0);
    showNumber('an unknown context', setEffectiveContext(4711) ? 1 : 0);
  }
}

class CallsSmoke extends HttpContext {
  private path: string = '';
  private token: u32 = 0;

  constructor(private root: CallsRoot) {
    super();
    logInfo(`made with the id ${this.contextId}`);
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const path = this.getHttpRequestHeader(':path');
    this.path = path === null ? '' : path;
    if (this.path == '/root') {
      this.root.waiting = this.contextId;
      this.root.setTickPeriod(100);
      return Action.Continue;
    }
    if (this.path == '/response') return Action.Continue;
    this.token = this.start();
    return this.token ? Action.Pause : Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    if (this.path != '/response') return Action.Continue;
    this.token = this.start();
    return Action.Pause;
  }

  private start(): u32 {
    if (this.path == '/grpc') return this.unary('grpc');
    if (this.path == '/grpc-unknown') return this.unary('nowhere');
    if (this.path == '/grpc-cancel') {
      const token = this.unary('grpc');
      this.cancelGrpcCall(token);
      return 0;
    }
    if (this.path == '/stream' || this.path == '/stream-cancel') return this.stream();
    if (this.path == '/bytes') {
      const post = [
        [':method', 'POST'],
        [':path', '/bytes'],
        [':authority', 'auth.test'],
      ];
      return this.dispatchHttpCallBytes('auth', post, bytesOf('payload'), [['t-one', '1']], 1000);
    }
    if (this.path == '/nowhere') return this.dispatchHttpCall('nowhere', GET);
    if (this.path == '/no-headers') return this.dispatchHttpCall('auth', []);
    return this.dispatchHttpCall('auth', GET, '', [], 1000);
  }

  private unary(cluster: string): u32 {
    return this.dispatchGrpcCall(cluster, 'lab.Svc', 'Say', [['x-m', '1']], bytesOf('ping'), 1000);
  }

  private stream(): u32 {
    const token = this.openGrpcStream('grpc', 'lab.Svc', 'Chat', [['x-m', '1']]);
    this.sendGrpcStreamMessage(token, bytesOf('ping'), false);
    if (this.path == '/stream-cancel') {
      this.cancelGrpcStream(token);
      return 0;
    }
    this.closeGrpcStream(token);
    return token;
  }

  onHttpCallResponse(tokenId: u32, numHeaders: u32, bodySize: u32, numTrailers: u32): void {
    showNumber('it is my call', tokenId == this.token ? 1 : 0);
    showNumber('headers', numHeaders);
    if (!numHeaders) this.report(this.getGrpcStatus());
    show('status', this.getHttpCallResponseHeader(':status'));
    showBytes('x-auth', this.getHttpCallResponseHeaderBytes('x-auth'));
    show('x-absent', this.getHttpCallResponseHeader('x-absent'));
    showPairs('answer', this.getHttpCallResponseHeaders());
    showHeaderBytes('sizes', this.getHttpCallResponseHeadersBytes());
    show('body', this.getHttpCallResponseBody(0, bodySize));
    showBytes('body bytes', this.getHttpCallResponseBodyBytes(0, 4));
    showPairs('trailers', this.getHttpCallResponseTrailers());
    showHeaderBytes('trailer sizes', this.getHttpCallResponseTrailersBytes());
    show('t-one', this.getHttpCallResponseTrailer('t-one'));
    showBytes('t-one', this.getHttpCallResponseTrailerBytes('t-one'));
    // The effective context is this stream.
    if (this.path == '/response') {
      this.setHttpResponseHeader('x-from-call', 'yes');
      this.resumeHttpResponse();
    } else {
      this.setHttpRequestHeader('x-from-call', 'yes');
      this.resumeHttpRequest();
    }
  }

  onGrpcCallResponse(tokenId: u32, statusCode: GrpcStatusCode, responseSize: u32): void {
    showNumber('it is my call', tokenId == this.token ? 1 : 0);
    showNumber('gRPC status', statusCode);
    if (statusCode != GrpcStatusCode.Ok) this.report(getCallStatus());
    showBytes('message', this.getGrpcCallResponseBody(0, responseSize));
    this.resumeHttpRequest();
  }

  onGrpcStreamInitialMetadata(tokenId: u32, numElements: u32): void {
    showPairs('initial metadata', this.getGrpcStreamInitialMetadata());
    showHeaderBytes('sizes', this.getGrpcStreamInitialMetadataBytes());
    show('x-init', this.getGrpcStreamInitialMetadataValue('x-init'));
    showBytes('x-init', this.getGrpcStreamInitialMetadataValueBytes('x-init'));
  }

  onGrpcStreamMessage(tokenId: u32, messageSize: u32): void {
    showBytes('stream message', this.getGrpcStreamMessage(0, messageSize));
  }

  onGrpcStreamTrailingMetadata(tokenId: u32, numElements: u32): void {
    showPairs('trailing metadata', this.getGrpcStreamTrailingMetadata());
    showHeaderBytes('sizes', this.getGrpcStreamTrailingMetadataBytes());
    show('x-trail', this.getGrpcStreamTrailingMetadataValue('x-trail'));
    showBytes('x-trail', this.getGrpcStreamTrailingMetadataValueBytes('x-trail'));
  }

  onGrpcStreamClose(tokenId: u32, statusCode: GrpcStatusCode): void {
    showNumber('stream closed', statusCode);
    this.resumeHttpRequest();
  }

  private report(status: CallStatus): void {
    logInfo(`call status ${status.code} "${status.message}"`);
  }
}
