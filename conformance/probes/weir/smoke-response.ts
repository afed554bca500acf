import { Action, BufferType, getBufferSize, HeaderBytes, HttpContext } from './sdk/assembly';
import { bytesOf, oddBytes, show, showBytes, showHeaderBytes, showNumber, showPairs } from './show';

// The response half: headers, body and trailers, each way of reading and writing them.

export function responseHeaders(c: HttpContext): void {
  show('x-empty', c.getHttpResponseHeader('x-empty'));
  show('x-absent', c.getHttpResponseHeader('x-absent'));
  showBytes('x-empty bytes', c.getHttpResponseHeaderBytes('x-empty'));
  showBytes('x-absent bytes', c.getHttpResponseHeaderBytes('x-absent'));
  c.addHttpResponseHeader('x-twice', 'one');
  c.addHttpResponseHeaderBytes('x-twice', bytesOf('two'));
  c.setHttpResponseHeader('x-set', 'old');
  c.setHttpResponseHeader('X-Set', 'new');
  c.setHttpResponseHeaderBytes('x-odd', oddBytes());
  showBytes('x-odd', c.getHttpResponseHeaderBytes('x-odd'));
  c.setHttpResponseHeaderBytes('x-odd', bytesOf('even'));
  c.removeHttpResponseHeader('x-remove');
  c.setHttpResponseHeader('x-null', null);
  showPairs('headers', c.getHttpResponseHeaders());
  showHeaderBytes('header sizes', c.getHttpResponseHeadersBytes());
  const all = c.getHttpResponseHeadersBytes();
  all.push(new HeaderBytes('x-from-bytes', bytesOf('yes')));
  c.setHttpResponseHeadersBytes(all);
  const pairs = c.getHttpResponseHeaders();
  pairs.push(['x-from-pairs', '']);
  c.setHttpResponseHeaders(pairs);
  showPairs('headers again', c.getHttpResponseHeaders());
}

export function responseBody(c: HttpContext, bodySize: u32, endOfStream: bool): Action {
  showNumber('response body size', getBufferSize(BufferType.HttpResponseBody));
  if (!endOfStream) return Action.Pause;
  show('response body', c.getHttpResponseBody(0, bodySize));
  show('response body from 2', c.getHttpResponseBody(2));
  showBytes('response body bytes', c.getHttpResponseBodyBytes(0, 3));
  c.setHttpResponseBody(0, bodySize, 'middle');
  c.setHttpResponseBodyBytes(0, 0, bytesOf('begin '));
  c.setHttpResponseBodyBytes(1000, 0, bytesOf(' end'));
  show('response body now', c.getHttpResponseBody());
  return Action.Continue;
}

export function responseTrailers(c: HttpContext): void {
  show('t-empty', c.getHttpResponseTrailer('t-empty'));
  show('t-absent', c.getHttpResponseTrailer('t-absent'));
  showBytes('t-one bytes', c.getHttpResponseTrailerBytes('t-one'));
  c.addHttpResponseTrailer('t-twice', 'one');
  c.addHttpResponseTrailerBytes('t-twice', bytesOf('two'));
  c.setHttpResponseTrailer('t-set', 'set');
  c.setHttpResponseTrailerBytes('t-set-bytes', bytesOf('bytes'));
  c.removeHttpResponseTrailer('t-remove');
  showPairs('trailers', c.getHttpResponseTrailers());
  const all = c.getHttpResponseTrailersBytes();
  all.push(new HeaderBytes('t-from-bytes', bytesOf('yes')));
  c.setHttpResponseTrailersBytes(all);
  const pairs = c.getHttpResponseTrailers();
  pairs.push(['t-from-pairs', 'yes']);
  c.setHttpResponseTrailers(pairs);
}
