import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { root } from './compile-filter.ts';

const event = v.object({
  t: v.string(),
  fn: v.optional(v.string()),
  lvl: v.optional(v.string()),
  msg: v.optional(v.string()),
});
const timeline = v.optional(v.array(event), []);
const transcript = v.object({
  startup: v.string(),
  crashed: v.optional(v.unknown()),
  timeline_startup: timeline,
  timeline,
  timeline_main: timeline,
  timeline_shutdown: timeline,
});
type Transcript = v.InferOutput<typeof transcript>;

const folder = join(root, 'conformance/golden');
const transcripts = readdirSync(folder)
  .filter((name) => name.startsWith('weir-'))
  .map((file) => ({
    name: file.replace('.json', ''),
    golden: v.parse(transcript, JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  }));

const eventsOf = (golden: Transcript) => [
  ...golden.timeline_startup,
  ...golden.timeline,
  ...golden.timeline_main,
  ...golden.timeline_shutdown,
];

test('in a real Envoy the recorded filters called every host function', () => {
  const calls = transcripts.flatMap(({ golden }) => eventsOf(golden)).filter(({ t }) => t === 'host');
  const called = new Set(calls.map(({ fn }) => fn));
  const source = readFileSync(join(root, 'sdk/assembly/env.ts'), 'utf8');
  const declared = [...source.matchAll(/declare function (\w+)/g)].map(([, name]) => `env.${name}`);
  // Lines of the log are recorded as such, not as calls.
  expect(declared.filter((name) => !called.has(name))).toEqual(['env.proxy_log']);
});

for (const { name, golden } of transcripts) {
  test(`${name}: no trap but where one was asked for, and none at shutdown`, () => {
    const traps = eventsOf(golden).filter(({ t, msg }) => t === 'wasm' && msg?.startsWith('Function: '));
    expect(golden.crashed).toBeUndefined();
    expect(golden.startup).toBe(name.endsWith('no-taker') ? 'failed' : 'ready');
    expect(traps).toHaveLength(name.endsWith('throw') ? 1 : 0);
    expect(golden.timeline_shutdown.filter(({ lvl }) => lvl === 'error' || lvl === 'critical')).toEqual([]);
  });
}
