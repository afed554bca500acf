import { Action, logInfo, PeerType, StreamContext } from './sdk/assembly';
import { bytesOf, show, showBytes, showNumber } from './show';

/** A connection: what the client sends says what to try. */
export class ConnectionSmoke extends StreamContext {
  onNewConnection(): Action {
    logInfo(`connection ${this.contextId}`);
    return Action.Continue;
  }

  onDownstreamData(dataSize: u32, endOfStream: bool): Action {
    const data = this.getDownstreamData(0, dataSize);
    show('from the client', data);
    if (data == 'close-down') this.closeDownstream();
    if (data == 'close-up') this.closeUpstream();
    if (data == 'pause') {
      this.resumeDownstream();
      return Action.Pause;
    }
    if (data == 'resume-up') this.resumeUpstream();
    if (data == 'edit') {
      this.setDownstreamData(0, dataSize, 'edited');
      this.setDownstreamDataBytes(1000, 0, bytesOf('!'));
      showBytes('now', this.getDownstreamDataBytes());
    }
    return Action.Continue;
  }

  onUpstreamData(dataSize: u32, endOfStream: bool): Action {
    show('from the server', this.getUpstreamData(0, dataSize));
    this.setUpstreamData(0, 0, '>');
    this.setUpstreamDataBytes(1000, 0, bytesOf('<'));
    showBytes('now', this.getUpstreamDataBytes());
    return Action.Continue;
  }

  onDownstreamClose(peerType: PeerType): void {
    showNumber('client gone', peerType);
  }

  onUpstreamClose(peerType: PeerType): void {
    showNumber('server gone', peerType);
  }

  onLog(): void {
    logInfo('connection over');
  }
}
