import { expect, test } from 'vitest';
import { BodyBuffer } from '../../src/envoy/body-buffer.ts';
import { EventQueue } from '../../src/envoy/event-queue.ts';
import { NetworkConnection } from '../../src/envoy/tcp-connection.ts';
import { TcpSocket } from '../../src/envoy/tcp-socket.ts';
import { bytesOfLatin1, latin1OfBytes } from '../../src/model/index.ts';

/** A connection of the proxy's, the other end's socket, and what either heard. */
function connected(allowsHalfClose = true) {
  const queue = new EventQueue();
  const [own, other] = TcpSocket.pair(queue);
  const heard: string[] = [];
  const connection: NetworkConnection = new NetworkConnection(queue, own, {
    onRead: () =>
      heard.push(`read ${latin1OfBytes(connection.readBuffer.bytes())}${connection.isReadEnded ? '.' : ''}`),
    onClosed: (by) => heard.push(`closed ${by}`),
  });
  connection.allowsHalfClose = allowsHalfClose;
  const seen = { text: '' };
  other.onReadable = () => {
    seen.text += `${latin1OfBytes(other.take())}${other.isReset ? '!' : other.isEnded ? '.' : ''}`;
  };
  return { queue, connection, other, heard, seen };
}

const bytes = (text: string): Uint8Array => bytesOfLatin1(text);
const buffer = (text: string): BodyBuffer => new BodyBuffer(bytes(text));

test('what nobody takes out of the read buffer is heard of again', () => {
  const { queue, connection, other, heard } = connected();
  other.send(bytes('aa'));
  other.send(bytes('bb'));
  queue.runUntil(0);
  connection.readBuffer.take();
  other.end();
  queue.runUntil(0);
  expect(heard).toEqual(['read aa', 'read aabb', 'read .']);
});

test('reads go on when they are enabled as often as they were disabled', () => {
  const { queue, connection, other, heard } = connected();
  connection.disableReads();
  connection.disableReads();
  other.send(bytes('a'));
  queue.runUntil(0);
  connection.enableReads();
  queue.runUntil(0);
  expect(heard).toEqual([]);
  connection.enableReads();
  queue.runUntil(0);
  expect(heard).toEqual(['read a']);
});

test('with reads disabled not even a RST is noticed', () => {
  const { queue, connection, other, heard } = connected();
  connection.disableReads();
  other.abort();
  queue.runUntil(0);
  expect([heard, connection.isOpen]).toEqual([[], true]);
});

test('ended in both directions it is closed: by whoever ended last', () => {
  const last = connected();
  last.connection.write(buffer('bye'), true);
  last.queue.runUntil(0);
  last.other.end();
  last.queue.runUntil(0);
  expect([last.heard, last.seen.text]).toEqual([['read .', 'closed remote'], 'bye.']);
  const first = connected();
  first.other.end();
  first.queue.runUntil(0);
  first.connection.write(buffer('bye'), true);
  first.queue.runUntil(0);
  expect([first.heard, first.seen.text]).toEqual([['read .', 'closed local'], 'bye.']);
});

test('without half-close the end closes it, and is no read', () => {
  const { queue, other, heard } = connected(false);
  other.send(bytes('x'));
  other.end();
  queue.runUntil(0);
  expect(heard).toEqual(['read x', 'closed remote']);
});

test('closed while something is to be written, it goes once that has left', () => {
  const { queue, connection, heard, seen } = connected();
  connection.write(buffer('last words'), false);
  connection.close('flush');
  expect([heard, connection.isOpen]).toEqual([[], false]);
  queue.runUntil(0);
  expect([heard, seen.text]).toEqual([['closed local'], 'last words.']);
});

test.each([
  ['flush', '.'],
  ['now', '.'],
  ['abort', '!'],
] as const)('closed with %s and nothing to write, the other end sees %s', (how, want) => {
  const { queue, connection, heard, seen } = connected();
  connection.close(how);
  connection.close(how);
  expect(heard).toEqual(['closed local']);
  queue.runUntil(0);
  expect(seen.text).toBe(want);
});

test('a RST says so, and what came with it is read first', () => {
  const { queue, connection, other, heard } = connected();
  connection.disableReads();
  other.send(bytes('x'));
  other.abort();
  queue.runUntil(0);
  connection.enableReads();
  queue.runUntil(0);
  expect([heard, connection.wasReset]).toEqual([['read x', 'closed remote'], true]);
});
