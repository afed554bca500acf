import { expect, test } from 'vitest';
import { Callback, MarkKind, readTrace, spanOf, traceText, type TraceData } from '../../src/model/index.ts';
import { Trace } from '../../src/host/index.ts';
import { random } from '../host/random.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function example(): Trace {
  const trace = new Trace(true);
  trace.mark(MarkKind.request, 0, 'request 0');
  trace.time(12);
  trace.call(1, 2, Callback.onRequestHeaders, 3, 2, 6, 1);
  trace.log(1, 2, 0, false, 3, spanOf(bytes('größer')));
  const name = bytes(':path');
  const kept = trace.keep(spanOf(name));
  trace.hostcall(1, 2, 12, 1);
  trace.word(0);
  trace.bytes(kept, name.length);
  trace.endHostcall();
  trace.ret(1, 2, Callback.onRequestHeaders, 1, false);
  trace.host(1, 4, 'a line\nof Envoy');
  trace.exchange(3, 5, -1, 7, 8);
  return trace;
}

test('every kind of record has a line', () => {
  expect(traceText(example().snapshot())).toBe(
    [
      'mark request 0 request 0',
      'time 12 ms',
      'vm 1 ctx 2 > proxy_on_request_headers(2, 6, 1)',
      'vm 1 ctx 2   log warn "größer"',
      'vm 1 ctx 2   proxy_get_header_map_value(RequestHeaders, ":path") = NotFound',
      'vm 1 ctx 2 < proxy_on_request_headers = StopIteration',
      'vm 1 host error "a line\\nof Envoy"',
      'exchange 3 resumed filter -1 (7, 8)',
    ].join('\n'),
  );
});

test('a part of a trace can be read, from one position to another', () => {
  const trace = new Trace(true);
  trace.host(0, 1, 'one');
  const from = trace.position;
  trace.host(0, 1, 'two');
  const to = trace.position;
  trace.host(0, 1, 'three');
  expect(traceText(trace.snapshot(), from, to)).toBe('vm 0 host debug "two"');
  expect(trace.count).toBe(3);
});

test('time that passes while nothing happens is one record', () => {
  const trace = new Trace(true);
  for (const moment of [1, 2, 3]) trace.time(moment);
  trace.host(0, 1, 'a line');
  for (const moment of [3, 4, 9]) trace.time(moment);
  expect(traceText(trace.snapshot())).toBe('time 3 ms\nvm 0 host debug "a line"\ntime 9 ms');
});

test('a snapshot is a copy, and clearing begins anew', () => {
  const trace = new Trace(true);
  trace.time(1);
  const before = trace.snapshot();
  trace.clear();
  trace.time(2);
  expect(traceText(before)).toBe('time 1 ms');
  expect(traceText(trace.snapshot())).toBe('time 2 ms');
  expect(trace.count).toBe(1);
});

test('it grows as far as it must', () => {
  const trace = new Trace(true);
  const line = bytes('x'.repeat(100));
  for (let i = 0; i < 5000; i++) trace.log(0, i, 0, false, 2, spanOf(line));
  const contexts = [...readTrace(trace.snapshot())].map((record) => (record.kind === 'log' ? record.context : -1));
  expect(contexts).toEqual(Array.from({ length: 5000 }, (_, i) => i));
});

test('more bytes than it keeps are told as such', () => {
  const trace = new Trace(true);
  const large = new Uint8Array(40 * 1024 * 1024);
  for (let i = 0; i < 2; i++) {
    const kept = trace.keep(spanOf(large));
    trace.hostcall(0, 1, 4, 1);
    trace.bytes(kept, large.length);
    trace.endHostcall();
  }
  const missing = [...readTrace(trace.snapshot())].map((record) => {
    const value = record.kind === 'hostcall' ? record.inputs[0] : undefined;
    return value?.kind === 'bytes' ? (value.missing ?? value.bytes.length) : undefined;
  });
  expect(missing).toEqual([large.length, 'not-kept']);
});

test('garbage ends the walk, and nothing throws', () => {
  const next = random(9);
  const good = example().snapshot();
  for (let round = 0; round < 3000; round++) {
    const words = good.words.slice(0, next(3) === 0 ? next(good.words.length) : undefined);
    for (let change = next(5); change > 0; change--)
      words[next(words.length)] = next(3) === 0 ? -next(2 ** 31) : next(300);
    const data: TraceData = { words, bytes: good.bytes.subarray(0, next(good.bytes.length)), count: good.count };
    expect(traceText(data).split('\n').length).toBeLessThanOrEqual(words.length + 1);
  }
});
