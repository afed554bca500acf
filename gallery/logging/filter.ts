import { Action, HttpContext, logInfo, setHttpContext } from './sdk/assembly';

// Changes nothing: writes down what passes in both directions.
class Logging extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const headers = this.getHttpRequestHeaders().map<string>((pair) => `${pair[0]}: ${pair[1]}`);
    logInfo(`request headers: '${headers.join(', ')}'`);
    return Action.Continue;
  }

  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    logInfo('OnHttpRequestBody');
    logBody(bodySize, endOfStream);
    return Action.Continue;
  }

  // Called for every piece of the body; the last one may be empty.
  onHttpResponseBody(bodySize: u32, endOfStream: bool): Action {
    logInfo('OnHttpResponseBody');
    logBody(bodySize, endOfStream);

    const body = this.getHttpResponseBody(0, bodySize);
    if (body !== null && body.length > 0) logInfo(`BODY CONTENT: ${body}`);
    return Action.Continue;
  }
}

function logBody(bodySize: u32, endOfStream: bool): void {
  logInfo(`Body size: ${bodySize}`);
  logInfo(`End of Stream: ${endOfStream}`);
}

setHttpContext(() => new Logging());
