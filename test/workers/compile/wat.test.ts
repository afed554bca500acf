import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { WatResult, WatText } from '../../../src/protocol/index.ts';
import { watOf } from '../../../workers/compile/index.ts';
import { abiMarker, buildWasm, mallocAt, nameSection } from '../../host/build-wasm.ts';

const probe = (name: string): Uint8Array => new Uint8Array(readFileSync(`conformance/wasm/${name}.wasm`));

function textOf(result: WatResult): WatText {
  if (result.kind !== 'text') throw new Error(result.message);
  return result;
}

test('a small module is one text, and tells where its functions are', () => {
  const { text, from, total, functions, functionCount } = textOf(watOf({ wasm: probe('minimal'), from: 0 }));
  expect(text).toMatch(/^\(module\n/);
  expect(text).toContain('(export "proxy_on_request_headers"');
  expect([from, total]).toEqual([0, text.length]);
  expect(functions).toHaveLength(functionCount);
  expect(functionCount).toBeGreaterThan(2);
  for (const { at } of functions) expect(text.slice(at)).toMatch(/^ \(func \$/);
  expect(functions.map(({ name }) => name)).toContain('proxy_on_request_headers');
});

test('functions of a Rust module have their names', () => {
  const { functions } = textOf(watOf({ wasm: probe('gallery_hello_rust010'), from: 0 }));
  expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(['proxy_on_request_headers', 'malloc']));
});

test('a large module comes in parts of whole lines, which together are the whole', () => {
  const wasm = probe('script');
  const most = 100_000;
  const first = textOf(watOf({ wasm, from: 0 }, most));
  const second = textOf(watOf({ wasm, from: first.text.length + 1 }, most));
  expect(first.text.length).toBeLessThanOrEqual(most);
  expect(first.total).toBeGreaterThan(2 * most);
  const whole = textOf(watOf({ wasm, from: 0 })).text;
  expect(whole.startsWith(`${first.text}\n${second.text}`)).toBe(true);
  expect(first.functions.every(({ at }) => whole.startsWith(' (func $', at))).toBe(true);
  expect(second.from).toBe(first.text.length + 1);
  expect(second.total).toBe(first.total);
  expect(second.functions).toEqual(first.functions);
  expect(textOf(watOf({ wasm, from: 1e9 })).from).toBeLessThanOrEqual(first.total);
});

test('a name that means harm stays a name, and a line of megabytes is cut short', () => {
  const hostile = '"))\n (func $evil <script>alert(1)</script>';
  const wasm = buildWasm({
    memory: { min: 3 },
    functions: [abiMarker(), mallocAt(8)],
    data: [{ at: 0, bytes: new Uint8Array(50_000).fill(97) }],
    customs: [nameSection([[0, hostile]])],
  });
  const { text, functions, functionCount } = textOf(watOf({ wasm, from: 0 }));
  expect(functionCount).toBe(2);
  expect(functions[0]?.name).toContain('script');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(2010);
});

test.each([
  ['nothing', new Uint8Array()],
  ['text', new TextEncoder().encode('(module)')],
  ['half a module', probe('matrix').subarray(0, 9000)],
])('%s is unreadable', (_, wasm) => {
  expect(watOf({ wasm, from: 0 }).kind).toBe('unreadable');
});
