import { expect, test } from 'vitest';
import { EventQueue } from '../../src/envoy/event-queue.ts';
import { TcpSocket } from '../../src/envoy/tcp-socket.ts';
import { bytesOfLatin1, latin1OfBytes } from '../../src/model/index.ts';

function pair(): { queue: EventQueue; a: TcpSocket; b: TcpSocket; heard: string[] } {
  const queue = new EventQueue();
  const [a, b] = TcpSocket.pair(queue);
  const heard: string[] = [];
  b.onReadable = () => heard.push(`${latin1OfBytes(b.take())}${b.isEnded ? '.' : ''}${b.isReset ? '!' : ''}`);
  return { queue, a, b, heard };
}

test('bytes arrive in order, each write on its own, and the end behind them', () => {
  const { queue, a, heard } = pair();
  a.send(bytesOfLatin1('one'));
  a.send(bytesOfLatin1('two'));
  a.close();
  expect(heard).toEqual([]);
  queue.runUntil(0);
  expect(heard).toEqual(['one', 'two', '.']);
});

test('behind its end nothing is sent', () => {
  const { queue, a, heard } = pair();
  a.end();
  a.send(bytesOfLatin1('late'));
  a.end();
  queue.runUntil(0);
  expect(heard).toEqual(['.']);
});

test('an end that was closed answers bytes with a RST, and the next write fails', () => {
  const { queue, a, b, heard } = pair();
  a.close();
  queue.runUntil(0);
  expect(b.isWritable).toBe(true);
  b.send(bytesOfLatin1('late'));
  queue.runUntil(0);
  expect(heard).toEqual(['.', '.!']);
  expect(b.isWritable).toBe(false);
});

test('closed with bytes that nobody read, it breaks the connection', () => {
  const { queue, a, b } = pair();
  b.onReadable = () => undefined;
  a.send(bytesOfLatin1('unread'));
  queue.runUntil(0);
  b.close();
  queue.runUntil(0);
  expect([a.isReset, a.isEnded]).toEqual([true, false]);
});

test('after a RST nothing more is heard', () => {
  const { queue, a, heard } = pair();
  a.send(bytesOfLatin1('x'));
  a.abort();
  a.abort();
  a.close();
  queue.runUntil(0);
  expect(heard).toEqual(['x', '!']);
});
