import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { oldForms } from '../import/old-forms.ts';
import { fixture, imported } from '../import/read.ts';
import { unpacked, validate } from './envoy-process.ts';

const code = new Uint8Array(readFileSync('gallery/hello-world/rust-0.1.0/hello_world.wasm'));

/** Envoy's verdict on a text, with a module where it looks for one. */
async function verdictOn(text: string): Promise<string> {
  const here = text.replaceAll(/(filename: )["']?[^\s"']*\.wasm["']?/g, '$1filter.wasm');
  const { folder, remove } = await unpacked([
    { kind: 'text', path: 'envoy.yaml', text: here },
    { kind: 'binary', path: 'filter.wasm', bytes: code },
  ]);
  const { isValid, log } = await validate(inject('envoy'), folder);
  await remove();
  return isValid ? 'OK' : log.replaceAll(/\s+/g, ' ').slice(-2000);
}

/** The value that a mesh would put into its chain, in a chain. */
function bootstrapAround(envoyFilters: string): string {
  const filter: unknown = envoyFilters
    .split(/^---$/m)
    .map((document) => parse(document) as { spec: { configPatches?: { patch: { value: unknown } }[] } })
    .flatMap(({ spec }) => spec.configPatches ?? [])[0]?.patch.value;
  return JSON.stringify({
    static_resources: {
      listeners: [
        {
          name: 'l',
          address: { socket_address: { address: '127.0.0.1', port_value: 10_000 } },
          filter_chains: [{ filters: [{ name: 'envoy.http_connection_manager', config: managerWith(filter) }] }],
        },
      ],
    },
  });
}

const managerWith = (filter: unknown) => ({
  stat_prefix: 'p',
  route_config: { virtual_hosts: [] },
  http_filters: [filter, { name: 'envoy.router' }],
});

test.each([
  ['a-hello-world', /no such field: '(?:hosts|config)'/],
  ['c-logging', /duration must end with a single 's'|could not find @type/],
] as const)('%s: refused as it was, accepted as it is repaired', async (name, refusal) => {
  const old = fixture(name);
  expect(await verdictOn(old)).toMatch(refusal);
  const { repaired } = await imported(old);
  expect(await verdictOn(repaired.text)).toBe('OK');
});

test('b-header-augmenter: what the mesh puts into its chain is accepted as it is repaired', async () => {
  const old = fixture('b-header-augmenter');
  const { repaired: around } = await imported(bootstrapAround(old));
  const { repaired } = await imported(old);
  const { repaired: whole } = await imported(bootstrapAround(repaired.text));
  expect(await verdictOn(whole.text.replaceAll('"/etc/filter.wasm"', '"filter.wasm"'))).toBe('OK');
  expect(around.isJson).toBe(true);
});

test.each(oldForms)('accepted once it is repaired: $name', async ({ text }) => {
  const { repaired } = await imported(text);
  expect(await verdictOn(repaired.text)).toBe('OK');
});
