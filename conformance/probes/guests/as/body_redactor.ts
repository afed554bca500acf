// Blackens card numbers in what the server answers, and in what clients send: holds the body to its end, rewrites it,
// and says in a trailer how many there were. Its length changes, so content-length goes.
import { Action, Histogram, HttpContext, logInfo, setHttpContext } from './sdk/assembly';

const perBody = new Histogram('body_redactor.per_body');

class Redactor extends HttpContext {
  private requestIsText: bool = false;
  private responseIsText: bool = false;
  private found: i32 = 0;

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.requestIsText = isText(this.getHttpRequestHeader('content-type'));
    if (this.requestIsText) this.setHttpRequestHeader('content-length', null);
    return Action.Continue;
  }

  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    if (!this.requestIsText) return Action.Continue;
    if (!endOfStream) return Action.Pause;
    const body = this.getHttpRequestBody(0, bodySize);
    if (body !== null) this.setHttpRequestBody(0, bodySize, this.redacted(body));
    return Action.Continue;
  }

  onHttpRequestTrailers(numTrailers: u32): Action {
    // The trailers end a body that has not been seen to its end: the part of it that is held is rewritten here.
    const body = this.requestIsText ? this.getHttpRequestBody() : null;
    if (body !== null && body.length > 0) this.setHttpRequestBody(0, i32.MAX_VALUE, this.redacted(body));
    this.setHttpRequestTrailer('x-debug', null);
    this.addHttpRequestTrailer('x-redacted', this.found.toString());
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.found = 0;
    this.responseIsText = isText(this.getHttpResponseHeader('content-type'));
    if (this.responseIsText) this.setHttpResponseHeader('content-length', null);
    return Action.Continue;
  }

  onHttpResponseBody(bodySize: u32, endOfStream: bool): Action {
    if (!this.responseIsText) return Action.Continue;
    if (!endOfStream) return Action.Pause;
    const body = this.getHttpResponseBody(0, bodySize);
    if (body === null) return Action.Continue;
    this.setHttpResponseBody(0, bodySize, this.redacted(body));
    this.addHttpResponseTrailer('x-redacted', this.found.toString());
    return Action.Continue;
  }

  onHttpResponseTrailers(numTrailers: u32): Action {
    const body = this.responseIsText ? this.getHttpResponseBody() : null;
    if (body !== null && body.length > 0) this.setHttpResponseBody(0, i32.MAX_VALUE, this.redacted(body));
    this.addHttpResponseTrailer('x-redacted', this.found.toString());
    return Action.Continue;
  }

  private redacted(body: string): string {
    let out = '';
    let digits = 0;
    let run = '';
    for (let i = 0; i <= body.length; i++) {
      const char = body.charAt(i);
      const isDigit = char != '' && '0123456789'.includes(char);
      if (isDigit || (digits > 0 && (char == ' ' || char == '-'))) {
        run += char;
        digits += isDigit ? 1 : 0;
        continue;
      }
      const isCard = digits >= 13 && digits <= 19;
      out += isCard ? '[card]' + blanksAfter(run) : run;
      this.found += isCard ? 1 : 0;
      out += char;
      run = '';
      digits = 0;
    }
    perBody.record(this.found);
    logInfo(`${this.found} card numbers in ${body.length} characters`);
    return out;
  }
}

/** What separates the number from the word after it. */
function blanksAfter(run: string): string {
  return run.substring(run.trimEnd().length);
}

function isText(type: string | null): bool {
  return type !== null && (type.startsWith('text/') || type.startsWith('application/json'));
}

setHttpContext(() => new Redactor());
