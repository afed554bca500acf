import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { generators } from '../../src/export/index.ts';
import { nastyStrings } from '../export/nasty-strings.ts';
import { filterOf, projectOf } from '../export/project.ts';
import { unpacked, validate } from './envoy-process.ts';

/** Logs the configuration it is given in hex. */
const dump = new Uint8Array(readFileSync('conformance/wasm/confdump.wasm'));

const bytesOf = (hex: string) => Buffer.from(hex, 'hex');

test.each(['envoy', 'envoy-inline'] as const)('%s: a plugin gets every configuration as it was written', async (id) => {
  const filters = nastyStrings.map((configuration, i) => filterOf(`f${i}`, { configuration, vmId: 'one' }));
  const modules = Object.fromEntries(filters.map((filter) => [filter.id, dump]));
  const { folder, remove } = await unpacked(generators[id].generate({ project: projectOf(filters), modules }).files);
  const { isValid, log } = await validate(inject('envoy'), folder);
  await remove();
  expect(log.slice(-2000)).toContain('OK');
  expect(isValid).toBe(true);
  const seen = new Set([...log.matchAll(/ hex=([0-9a-f]*)/g)].map(([, hex = '']) => bytesOf(hex).toString()));
  expect(nastyStrings.filter((text) => !seen.has(text))).toEqual([]);
});
