import { Action, BufferType, getBufferSize, HeaderBytes, HttpContext } from './sdk/assembly';
import { bytesOf, oddBytes, show, showBytes, showHeaderBytes, showNumber, showPairs } from './show';

// The request half: headers, body and trailers, each way of reading and writing them.

export function requestHeaders(c: HttpContext): void {
  show('x-empty', c.getHttpRequestHeader('x-empty'));
  show('x-absent', c.getHttpRequestHeader('x-absent'));
  showBytes('x-empty bytes', c.getHttpRequestHeaderBytes('x-empty'));
  showBytes('x-absent bytes', c.getHttpRequestHeaderBytes('x-absent'));
  c.addHttpRequestHeader('x-twice', 'one');
  c.addHttpRequestHeaderBytes('x-twice', bytesOf('two'));
  c.setHttpRequestHeader('x-set', 'old');
  c.setHttpRequestHeader('X-Set', 'new');
  c.setHttpRequestHeaderBytes('x-odd', oddBytes());
  showBytes('x-odd', c.getHttpRequestHeaderBytes('x-odd'));
  c.setHttpRequestHeaderBytes('x-odd', bytesOf('even'));
  c.removeHttpRequestHeader('x-remove');
  c.setHttpRequestHeader('x-null', null);
  showPairs('headers', c.getHttpRequestHeaders());
  showHeaderBytes('header sizes', c.getHttpRequestHeadersBytes());
  const all = c.getHttpRequestHeadersBytes();
  all.push(new HeaderBytes('x-from-bytes', bytesOf('yes')));
  c.setHttpRequestHeadersBytes(all);
  const pairs = c.getHttpRequestHeaders();
  pairs.push(['x-from-pairs', '']);
  c.setHttpRequestHeaders(pairs);
  showPairs('headers again', c.getHttpRequestHeaders());
}

export function requestBody(c: HttpContext, bodySize: u32, endOfStream: bool): Action {
  showNumber('request body size', getBufferSize(BufferType.HttpRequestBody));
  if (!endOfStream) return Action.Pause;
  show('request body', c.getHttpRequestBody(0, bodySize));
  show('request body from 2', c.getHttpRequestBody(2));
  showBytes('request body bytes', c.getHttpRequestBodyBytes(0, 3));
  c.setHttpRequestBody(0, bodySize, 'middle');
  c.setHttpRequestBodyBytes(0, 0, bytesOf('begin '));
  c.setHttpRequestBodyBytes(1000, 0, bytesOf(' end'));
  show('request body now', c.getHttpRequestBody());
  return Action.Continue;
}

export function requestTrailers(c: HttpContext): void {
  show('t-empty', c.getHttpRequestTrailer('t-empty'));
  show('t-absent', c.getHttpRequestTrailer('t-absent'));
  showBytes('t-one bytes', c.getHttpRequestTrailerBytes('t-one'));
  c.addHttpRequestTrailer('t-twice', 'one');
  c.addHttpRequestTrailerBytes('t-twice', bytesOf('two'));
  c.setHttpRequestTrailer('t-set', 'set');
  c.setHttpRequestTrailerBytes('t-set-bytes', bytesOf('bytes'));
  c.removeHttpRequestTrailer('t-remove');
  showPairs('trailers', c.getHttpRequestTrailers());
  const all = c.getHttpRequestTrailersBytes();
  all.push(new HeaderBytes('t-from-bytes', bytesOf('yes')));
  c.setHttpRequestTrailersBytes(all);
  const pairs = c.getHttpRequestTrailers();
  pairs.push(['t-from-pairs', 'yes']);
  c.setHttpRequestTrailers(pairs);
}
