import { Action, HttpContext, logInfo, setHttpContext } from './sdk/assembly';

// One AddHeader object is made for every request that comes through the proxy.
class AddHeader extends HttpContext {
  // The request's headers have arrived. Change them before they go to the upstream.
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const path = this.getHttpRequestHeader(':path'); // null when there is no such header
    logInfo(`${numHeaders} request headers for ${path ? path : 'no path'}`);

    this.setHttpRequestHeader('x-hello', 'Hello from the filter');
    return Action.Continue; // go on to the next filter
  }

  // The response's headers are on their way back to the client.
  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.addHttpResponseHeader('x-filtered-by', 'weir');
    return Action.Continue;
  }
}

// Tells the proxy what to make for each request.
setHttpContext(() => new AddHeader());
