import { Action, HttpContext, setHttpContext } from './sdk/assembly';

// Every request gets the header, /health too.
class Greeter extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.setHttpRequestHeader('x-hello', 'world');
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.setHttpResponseHeader('x-filtered-by', 'weir');
    return Action.Continue;
  }
}

setHttpContext(() => new Greeter());
