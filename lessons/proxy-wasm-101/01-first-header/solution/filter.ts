import { Action, HttpContext, setHttpContext } from './sdk/assembly';

// One Greeter is made for every request.
class Greeter extends HttpContext {
  // The headers of the request have arrived.
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const path = this.getHttpRequestHeader(':path');
    if (path !== null && path != '/health') {
      this.setHttpRequestHeader('x-hello', 'world');
    }
    return Action.Continue;
  }

  // The headers of the response are on their way back.
  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.setHttpResponseHeader('x-filtered-by', 'weir');
    return Action.Continue;
  }
}

setHttpContext(() => new Greeter());
