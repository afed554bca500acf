import { afterEach, expect, expectTypeOf, test } from 'vitest';
import { type Call, Client, serve, type WorkerLike } from '../../src/protocol/index.ts';

interface EchoApi {
  add(input: { a: number; b: number }, call: Call<string>): Promise<{ sum: number }>;
  give(size: number, call: Call<never>): Uint8Array;
  take(bytes: Uint8Array): number;
  hang(input: null): Promise<void>;
}

const api: EchoApi = {
  async add({ a, b }, call) {
    if (a < 0) throw new RangeError('a is negative');
    call.emit(`adding ${a}`);
    call.emit(`to ${b}`);
    await Promise.resolve();
    return { sum: a + b };
  },
  give(size, call) {
    const bytes = new Uint8Array(size).fill(7);
    call.transfer(bytes.buffer);
    return bytes;
  },
  take: (bytes) => bytes.length,
  hang: () => new Promise(() => {}),
};

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A worker in this thread: one end of a channel, with the events that only a real worker has fired by hand. */
function fakeWorker(serveAfterMs = 0) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  port1.start();
  setTimeout(() => {
    port2.start();
    serve(api, port2);
  }, serveAfterMs);
  const listeners = new Map<string, (event: { message?: unknown }) => void>();
  let terminated = 0;
  const worker: WorkerLike = {
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    addEventListener(type, listener) {
      listeners.set(type, listener);
      if (type === 'message') port1.addEventListener('message', (event) => listener(event));
    },
    terminate: () => void terminated++,
  };
  return {
    spawn: () => worker,
    fire: (type: string, message?: string) => listeners.get(type)?.(message === undefined ? {} : { message }),
    terminated: () => terminated,
  };
}

test('a call has its events in order and then its answer, with the types of the method', async () => {
  const client = new Client<EchoApi>(fakeWorker().spawn);
  const events: string[] = [];
  const answer = client.call('add', { a: 1, b: 2 }, { onEvent: (event) => events.push(event) });
  expectTypeOf(answer).toEqualTypeOf<Promise<{ sum: number }>>();
  expect(await answer).toEqual({ sum: 3 });
  expect(events).toEqual(['adding 1', 'to 2']);
});

test('a call made long before the worker has loaded is answered', async () => {
  const client = new Client<EchoApi>(fakeWorker(30).spawn);
  expect(await client.call('add', { a: 2, b: 2 })).toEqual({ sum: 4 });
  await client.ready;
});

test('a port that arrives on the first one is served as well', async () => {
  const { spawn } = fakeWorker();
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const starter = new Client<EchoApi>(spawn);
  await starter.ready;
  spawn().postMessage(null, [port2]);
  const caller = new Client<EchoApi>(() => ({
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    addEventListener(type, listener) {
      if (type === 'message') port1.addEventListener('message', (event) => listener(event));
      port1.start();
    },
    terminate: () => port1.close(),
  }));
  expect(await caller.call('add', { a: 3, b: 4 })).toEqual({ sum: 7 });
  expect(await starter.call('take', new Uint8Array(5))).toBe(5);
});

test('what a method throws rejects its call only', async () => {
  const client = new Client<EchoApi>(fakeWorker().spawn);
  await expect(client.call('add', { a: -1, b: 0 })).rejects.toMatchObject({ kind: 'threw', message: 'a is negative' });
  expect(await client.call('add', { a: 1, b: 0 })).toEqual({ sum: 1 });
});

test('buffers are given away, not copied, in both directions', async () => {
  const client = new Client<EchoApi>(fakeWorker().spawn);
  expect(await client.call('give', 3)).toEqual(new Uint8Array([7, 7, 7]));
  const bytes = new Uint8Array(1000);
  expect(await client.call('take', bytes, { transfer: [bytes.buffer] })).toBe(1000);
  expect(bytes.length).toBe(0);
});

test('stop ends the worker and rejects every pending call and every later one', async () => {
  const fake = fakeWorker();
  const client = new Client<EchoApi>(fake.spawn);
  await client.ready;
  const pending = [client.call('hang', null), client.call('hang', null)];
  client.stop('took too long');
  for (const call of pending) await expect(call).rejects.toMatchObject({ kind: 'stopped', message: 'took too long' });
  await expect(client.call('add', { a: 1, b: 1 })).rejects.toMatchObject({ kind: 'stopped' });
  expect(client.isAlive).toBe(false);
  client.stop('again');
  expect(fake.terminated()).toBe(1);
});

test('stop before the worker has loaded rejects, too', async () => {
  const client = new Client<EchoApi>(fakeWorker(20).spawn);
  const pending = client.call('add', { a: 1, b: 1 });
  client.stop('not needed');
  await expect(pending).rejects.toMatchObject({ kind: 'stopped', message: 'not needed' });
  await expect(client.ready).rejects.toMatchObject({ kind: 'stopped' });
});

test.each([
  ['error', 'RangeError: out of memory', 'RangeError: out of memory'],
  ['error', undefined, 'the worker could not be loaded'],
  ['messageerror', undefined, 'an answer of the worker could not be read'],
])('a crash (%s event, %s) rejects everything pending', async (type, message, said) => {
  const fake = fakeWorker();
  const client = new Client<EchoApi>(fake.spawn);
  await client.ready;
  const pending = client.call('hang', null);
  await Promise.resolve();
  fake.fire(type, message);
  await expect(pending).rejects.toMatchObject({ kind: 'crashed', message: said });
  expect(client.isAlive).toBe(false);
  expect(fake.terminated()).toBe(1);
});

test('an answer that arrives after the stop is dropped', async () => {
  const client = new Client<EchoApi>(fakeWorker().spawn);
  await client.ready;
  const events: string[] = [];
  const pending = client.call('add', { a: 1, b: 2 }, { onEvent: (event) => events.push(event) });
  await Promise.resolve();
  client.stop('enough');
  await expect(pending).rejects.toMatchObject({ kind: 'stopped' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(events).toEqual([]);
});
