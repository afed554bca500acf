import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { needsWhole, run as runFirst } from '../../src/envoy/first.ts';
import { run } from '../../src/envoy/index.ts';
import { Kit } from '../../cli/conformance/kit.ts';
import { reportJson } from '../../src/model/index.ts';

const kit = new Kit('conformance');
const bytesOf = (file: string) => new Uint8Array(readFileSync(`conformance/wasm/${file}`));

test.each([
  ['script.wasm', true],
  ['rust025_hello.wasm', true],
  ['minimal.wasm', false],
  ['guest_nothing_that_exists.wasm', false],
])('%s needs the whole proxy: %s', (file, needs) => {
  const modules = file.includes('nothing') ? { [file]: new Uint8Array([1, 2, 3]) } : { [file]: bytesOf(file) };
  expect(needsWhole({ modules })).toBe(needs);
});

test('where no foreign function is imported, the first proxy and the whole one say the same', () => {
  const { scenario } = kit.recorded('weir-primes');
  const modules = Object.fromEntries((scenario.filters ?? []).map(({ wasm }) => [wasm, bytesOf(wasm)]));
  expect(needsWhole({ modules })).toBe(false);
  expect(reportJson(runFirst({ modules }, scenario, 3))).toBe(reportJson(run({ modules }, scenario, 3)));
});
