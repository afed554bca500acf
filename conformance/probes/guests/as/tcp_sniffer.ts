// A network filter: says what a client speaks (TLS with its server name, HTTP, SSH) by the first bytes, which it holds
// until there are enough, and closes what the configuration does not list: `tls,http`. It counts bytes both ways.
import {
  Action,
  Counter,
  logInfo,
  logWarn,
  PeerType,
  RootContext,
  setRootContext,
  StreamContext,
} from './sdk/assembly';

const ENOUGH: u32 = 8;
const connections = new Counter('tcp_sniffer.connections');
const refused = new Counter('tcp_sniffer.refused');

class Sniffer extends RootContext {
  allowed: string[] = [];

  onConfigure(size: u32): bool {
    const text = this.getPluginConfiguration();
    if (text !== null) this.allowed = text.split(',');
    return true;
  }

  createStreamContext(contextId: u32): StreamContext {
    return new Connection(this);
  }
}

class Connection extends StreamContext {
  private protocol: string = '';
  private sent: u32 = 0;
  private received: u32 = 0;

  constructor(private sniffer: Sniffer) {
    super();
  }

  onNewConnection(): Action {
    connections.increment();
    // 1: the listener is for connections that come in, 2: for those that go out.
    const direction = this.getPropertyInt('xds.listener_direction');
    logInfo(`connection ${connections.value}, direction ${direction}`);
    return Action.Continue;
  }

  onDownstreamData(dataSize: u32, endOfStream: bool): Action {
    if (this.protocol == '') {
      if (dataSize < ENOUGH && !endOfStream) return Action.Pause;
      const data = this.getDownstreamDataBytes(0, dataSize);
      if (data === null) return Action.Continue;
      this.protocol = protocolOf(data);
      logInfo(`this is ${this.protocol}${nameIn(data)}`);
      if (!this.sniffer.allowed.includes(this.protocol)) {
        refused.increment();
        logWarn(`${this.protocol} is not allowed`);
        this.closeDownstream();
        return Action.Pause;
      }
    }
    this.sent += dataSize;
    return Action.Continue;
  }

  onUpstreamData(dataSize: u32, endOfStream: bool): Action {
    this.received += dataSize;
    return Action.Continue;
  }

  onDownstreamClose(peerType: PeerType): void {
    logInfo(`client gone (${peerType}), ${this.sent} bytes up, ${this.received} down`);
  }

  onUpstreamClose(peerType: PeerType): void {
    logInfo(`server gone (${peerType})`);
  }
}

function protocolOf(data: Uint8Array): string {
  if (data.length >= 6 && data[0] == 0x16 && data[1] == 3 && data[5] == 1) return 'tls';
  const start = String.UTF8.decode(data.buffer.slice(data.byteOffset, data.byteOffset + min(data.length, 8)));
  if (start.startsWith('SSH-')) return 'ssh';
  if (start.startsWith('GET ') || start.startsWith('POST ') || start.startsWith('HEAD ')) return 'http';
  return 'unknown';
}

/** The server name of a TLS greeting, `: name`; '' when there is none to find. */
function nameIn(data: Uint8Array): string {
  if (protocolOf(data) != 'tls' || data.length < 44) return '';
  // Past record, handshake, version and random: session id, cipher suites, compression methods, extensions.
  let at = 43;
  at += 1 + data[at];
  at += 2 + pair(data, at);
  at += 1 + (at < data.length ? data[at] : 0);
  at += 2;
  while (at + 4 <= data.length) {
    const kind = pair(data, at);
    const size = pair(data, at + 2);
    if (kind == 0 && at + 4 + size <= data.length && size > 5) {
      const from = data.byteOffset + at + 9;
      return ': ' + String.UTF8.decode(data.buffer.slice(from, from + size - 5));
    }
    at += 4 + size;
  }
  return '';
}

function pair(data: Uint8Array, at: i32): i32 {
  return at + 1 < data.length ? (<i32>data[at] << 8) | data[at + 1] : 0;
}

setRootContext(() => new Sniffer());
