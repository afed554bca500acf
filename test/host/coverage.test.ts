import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { abiPage } from '../../scripts/abi-page.ts';
import { CALLBACK_NOTES, HOSTCALL_NOTES } from '../../scripts/abi-notes.ts';
import { CALLBACKS, HOSTCALLS } from '../../src/model/index.ts';
import { coverage } from './coverage.ts';

/** What cannot be recorded, and why; each is held by a table all the same. */
const exceptions: Readonly<Record<string, string>> = {
  proxy_done:
    'a root context is waited for only when dynamic configuration removes its plugin, which the recorder does not do (recorded is its refusal)',
  envoy_resolve_dns: "its answer depends on the machine's resolver",
  envoy_on_resolve_dns: 'as `envoy_resolve_dns`; held by `every-callback.test.ts`',
  __main_void: 'no toolchain of the probes exports it; held by `starting.test.ts`',
  proxy_validate_configuration: 'Envoy never calls it; held by `every-callback.test.ts`',
  proxy_on_request_metadata:
    'needs METADATA frames, which no client of the recorder sends; held by `every-callback.test.ts`',
  proxy_on_response_metadata:
    'needs METADATA frames, which no upstream of the recorder sends; held by `every-callback.test.ts`',
  proxy_on_foreign_function: 'no foreign function of Envoy itself calls it; held by `every-callback.test.ts`',
};

const { hostcalls, callbacks } = coverage();

test('every import is recorded with success', () => {
  const missing = hostcalls.filter(([, { recorded }]) => recorded.length === 0).map(([{ name }]) => name);
  expect(missing.filter((name) => !(name in exceptions))).toEqual([]);
});

test('the tables assert a success of every import, and a refusal where there is one', () => {
  const holes = hostcalls.filter(([, { successes, refusals }]) => successes === 0 || refusals === 0);
  expect(holes.map(([{ module, name }]) => `${module}.${name}`)).toEqual([]);
});

test('every callback is entered in a recording', () => {
  const missing = CALLBACKS.map(({ name }) => name).filter((name) => !callbacks.has(name));
  expect(missing.filter((name) => !(name in exceptions))).toEqual([]);
});

test('nothing that is recorded is excused', () => {
  const recorded = new Set([
    ...callbacks.keys(),
    ...hostcalls.filter(([, covered]) => covered.recorded.length > 0).map(([{ name }]) => name),
  ]);
  expect(Object.keys(exceptions).filter((name) => recorded.has(name))).toEqual([]);
});

test('every row has a note, and every note a row', () => {
  expect(Object.keys(HOSTCALL_NOTES).sort()).toEqual([...new Set(HOSTCALLS.map(({ name }) => name))].sort());
  expect(Object.keys(CALLBACK_NOTES).sort()).toEqual(CALLBACKS.map(({ name }) => name).sort());
});

// npm run abi-page writes it.
test('docs/abi.md is current', async () => {
  const options = { ...(await resolveConfig('docs/abi.md')), parser: 'markdown' };
  await expect(await format(abiPage({ hostcalls, callbacks, exceptions }), options)).toMatchFileSnapshot(
    '../../docs/abi.md',
  );
});
