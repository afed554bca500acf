import { Action, HttpContext, LogLevel, logInfo, setHttpContext, setLogLevel } from './sdk/assembly';

// Greets the upstream: adds a request header that says where the client thought it was going.
class HelloWorld extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    logInfo(`Got ${numHeaders} HTTP headers in #${this.contextId}.`);

    const authority = this.getHttpRequestHeader(':authority');
    if (authority !== null) {
      this.setHttpRequestHeader('x-hello', `Hello world from ${authority}`);
    }
    return Action.Continue;
  }
}

setLogLevel(LogLevel.Trace);
setHttpContext(() => new HelloWorld());
