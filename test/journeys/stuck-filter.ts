/** A filter that says when it is made, and does one thing with a request's headers. */
export const stuckFilter = (
  body: string,
): string => `import { Action, getLogLevel, HttpContext, logInfo, setHttpContext } from './sdk/assembly';

class Stuck extends HttpContext {
  constructor() {
    super();
    logInfo('made for a request');
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    ${body}
    return Action.Continue;
  }
}

setHttpContext(() => new Stuck());
`;
