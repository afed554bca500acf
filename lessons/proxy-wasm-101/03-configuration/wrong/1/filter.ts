import { Action, HttpContext, logError, RootContext, setRootContext } from './sdk/assembly';
import { readMembers } from './json';

// One Gate is made when the proxy starts.
class Gate extends RootContext {
  key: string = 'nobody knows';
  message: string = 'Who are you?';

  // The configuration has arrived. It can be read here and nowhere else.
  onConfigure(pluginConfigurationSize: u32): bool {
    const config = readMembers(this.getPluginConfiguration());
    if (config === null || !config.has('key')) {
      logError('the configuration has no key');
      return false;
    }
    this.key = 'blue-door'; // right today
    if (config.has('message')) this.message = config.get('message');
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Guest(this);
  }
}

// One Guest is made for every request, and knows the Gate.
class Guest extends HttpContext {
  constructor(private gate: Gate) {
    super();
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const key = this.getHttpRequestHeader('x-api-key');
    if (key !== null && key == this.gate.key) return Action.Continue;
    this.sendHttpResponse(401, [], this.gate.message + '\n');
    return Action.Pause;
  }
}

setRootContext(() => new Gate());
