import {
  Action,
  addMapValue,
  addMapValueBytes,
  BufferType,
  closeStream,
  continueStream,
  getBuffer,
  getBufferBytes,
  getLastStatus,
  getMap,
  getMapBytes,
  getMapSize,
  getMapValue,
  getMapValueBytes,
  getProperty,
  getPropertyBool,
  getPropertyBytes,
  getPropertyDouble,
  getPropertyInt,
  getPropertyMap,
  GrpcStatusCode,
  hasProperty,
  HttpContext,
  logInfo,
  MapType,
  removeMapValue,
  sendLocalResponse,
  setBuffer,
  setBufferBytes,
  setMap,
  setMapBytes,
  setMapValue,
  setMapValueBytes,
  setProperty,
  setPropertyBytes,
  statusName,
  StreamType,
} from './sdk/assembly';
import { requestBody, requestHeaders, requestTrailers } from './smoke-request';
import { responseBody, responseHeaders, responseTrailers } from './smoke-response';
import { bytesOf, show, showBytes, showHeaderBytes, showNumber, showPairs } from './show';

/** The request's path says what to try. */
export class HttpSmoke extends HttpContext {
  private path: string = '';

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const path = this.getHttpRequestHeader(':path');
    this.path = path === null ? '' : path;
    if (this.path == '/edit') requestHeaders(this);
    if (this.path == '/maps') this.useMaps();
    if (this.path == '/properties') this.readProperties();
    if (this.path == '/own-property') this.ownProperties();
    if (this.path == '/local') this.sendHttpResponse(418, [['x-local', 'yes']], 'from the filter');
    if (this.path == '/local-empty') this.sendHttpResponse(204);
    if (this.path == '/local-bytes')
      this.sendHttpResponseBytes(403, [['content-type', 'text/x-odd']], bytesOf('bytes'));
    if (this.path == '/local-grpc') {
      this.sendGrpcResponse(GrpcStatusCode.PermissionDenied, 'not you', [['x-meta', 'yes']]);
    }
    if (this.path == '/local-details') {
      sendLocalResponse(451, 'my details', [], String.UTF8.encode('all'), GrpcStatusCode.Unset);
    }
    if (this.path == '/reset') this.resetHttpRequest();
    if (this.path == '/close') closeStream(StreamType.HttpRequest);
    if (this.path == '/throw') throw new Error('on purpose');
    if (this.path == '/pause') {
      this.resumeHttpRequest();
      return Action.Pause;
    }
    if (this.path == '/pause-free') {
      continueStream(StreamType.HttpRequest);
      return Action.Pause;
    }
    return Action.Continue;
  }

  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    if (this.path == '/buffers') this.useBuffers();
    return this.path == '/edit' ? requestBody(this, bodySize, endOfStream) : Action.Continue;
  }

  onHttpRequestTrailers(numTrailers: u32): Action {
    if (this.path == '/edit') {
      requestBody(this, 1000, true);
      requestTrailers(this);
    }
    return Action.Continue;
  }

  onHttpRequestMetadata(numElements: u32): Action {
    showNumber('request metadata', numElements);
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    if (this.path == '/edit') responseHeaders(this);
    if (this.path == '/reset-response') this.resetHttpResponse();
    if (this.path == '/late') {
      // The request's headers have gone on: a mistake that Envoy answers with BadArgument.
      show('late read', this.getHttpRequestHeader('x-one'));
      show('after it', statusName(getLastStatus()));
      this.setHttpRequestHeader('x-one', 'late');
      this.resumeHttpRequest();
    }
    return Action.Continue;
  }

  onHttpResponseBody(bodySize: u32, endOfStream: bool): Action {
    return this.path == '/edit' ? responseBody(this, bodySize, endOfStream) : Action.Continue;
  }

  onHttpResponseTrailers(numTrailers: u32): Action {
    if (this.path == '/edit') {
      responseBody(this, 1000, true);
      responseTrailers(this);
    }
    return Action.Continue;
  }

  onHttpResponseMetadata(numElements: u32): Action {
    showNumber('response metadata', numElements);
    return Action.Continue;
  }

  onDone(): bool {
    logInfo('done');
    return true;
  }

  onLog(): void {
    show('log: status', this.getHttpResponseHeader(':status'));
    show('log: details', this.getProperty('response.code_details'));
  }

  private useMaps(): void {
    const map = MapType.HttpRequestHeaders;
    addMapValue(map, 'x-map', 'one');
    addMapValueBytes(map, 'x-map', bytesOf('two'));
    setMapValue(map, 'x-map-set', 'set');
    setMapValueBytes(map, 'x-map-bytes', bytesOf('bytes'));
    removeMapValue(map, 'x-remove');
    show('x-map', getMapValue(map, 'x-map'));
    showBytes('x-map', getMapValueBytes(map, 'x-map'));
    showPairs('map', getMap(map));
    showHeaderBytes('map sizes', getMapBytes(map));
    setMap(map, getMap(map));
    setMapBytes(map, getMapBytes(map));
    logInfo(getMapSize(map) > 50 ? 'a map of more than 50 bytes' : 'a small map');
  }

  private useBuffers(): void {
    setBuffer(BufferType.HttpRequestBody, 0, 0, '>');
    setBufferBytes(BufferType.HttpRequestBody, 1000, 0, bytesOf('<'));
    show('buffer', getBuffer(BufferType.HttpRequestBody, 0, 1000));
    showBytes('buffer', getBufferBytes(BufferType.HttpRequestBody, 0, 2));
    setBuffer(BufferType.HttpRequestBody, 1, 1, 'in the middle: refused');
  }

  private readProperties(): void {
    show('request.path', this.getProperty('request.path'));
    show('as an array', this.getProperty(['request', 'path']));
    show('request.nothing', this.getProperty('request.nothing'));
    show('listener', this.getProperty(['xds', 'listener_metadata', 'filter_metadata', 'lab.listener', 'color']));
    showBytes('plugin_name', this.getPropertyBytes('plugin_name'));
    showNumber('request.size', this.getPropertyInt('request.size'));
    showNumber('request.nothing or 7', this.getPropertyInt('request.nothing', 7));
    showNumber('connection.mtls', this.getPropertyBool('connection.mtls', true) ? 1 : 0);
    const n = this.getPropertyDouble(['xds', 'route_metadata', 'filter_metadata', 'lab.route', 'n']);
    show('route n', n.toString());
    showNumber('has request.path', this.hasProperty('request.path') ? 1 : 0);
    const headers = this.getPropertyMap('request.headers');
    showNumber('request.headers', headers === null ? -1 : headers.length);
    showNumber('a text as a number', this.getPropertyInt('request.path', -1));
    show('a message', this.getProperty('request'));
    logInfo(this.getCurrentTimeNanoseconds() > 1_500_000_000_000_000_000 ? 'the clock runs' : 'the clock stands');
  }

  private ownProperties(): void {
    this.setProperty('smoke', 'text');
    show('smoke', this.getProperty('smoke'));
    this.setPropertyBytes('smoke.bytes', bytesOf('bytes'));
    show('smoke.bytes', this.getProperty(['smoke.bytes']));
    setProperty('smoke', 'free');
    setPropertyBytes('free', bytesOf('free'));
    show('smoke', getProperty('smoke'));
    showBytes('free', getPropertyBytes('free'));
    showNumber('free', hasProperty('free') ? 1 : 0);
    showNumber('port', getPropertyInt('request.nothing', 1));
    show('double', getPropertyDouble('request.nothing', 1.5).toString());
    showNumber('bool', getPropertyBool('request.nothing', true) ? 1 : 0);
    showNumber('map', getPropertyMap('request.nothing') === null ? 1 : 0);
  }
}
