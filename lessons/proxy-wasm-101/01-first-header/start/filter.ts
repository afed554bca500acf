import { Action, HttpContext, setHttpContext } from './sdk/assembly';

// One Greeter is made for every request.
class Greeter extends HttpContext {
  // The headers of the request have arrived.
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    return Action.Continue;
  }
}

setHttpContext(() => new Greeter());
