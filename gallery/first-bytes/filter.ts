import { Action, logInfo, setStreamContext, StreamContext } from './sdk/assembly';

// One FirstBytes object is made for every TCP connection.
class FirstBytes extends StreamContext {
  private mayPass: bool = false;

  // The client has sent something. What was held before counts, too.
  onDownstreamData(dataSize: u32, endOfStream: bool): Action {
    if (this.mayPass) return Action.Continue;

    // Too few bytes to tell: held, and here again when more have come.
    if (dataSize < 4 && !endOfStream) return Action.Pause;

    if (this.getDownstreamData(0, 4) != 'PING') {
      logInfo('does not begin with PING: closed');
      this.closeDownstream();
      return Action.Pause; // the upstream gets none of it
    }
    logInfo('begins with PING: may pass');
    this.mayPass = true;
    return Action.Continue; // lets go what was held, too
  }
}

// Tells the proxy what to make for each connection.
setStreamContext(() => new FirstBytes());
