import { expect, test } from 'vitest';
import { bytesOfText, emptyProject, HOSTCALLS, type ProjectRoute, type Warning } from '../../src/model/index.ts';
import { capabilityGroups, unknownCapabilities } from '../../src/ui/panels/settings/capability-groups.ts';
import { hexRows } from '../../src/ui/panels/settings/hex-rows.ts';
import { formattedJson, jsonFault } from '../../src/ui/panels/settings/json-check.ts';
import { heardOfRootId, rootIdsOf } from '../../src/ui/panels/settings/root-ids.ts';
import { takenRoute } from '../../src/ui/panels/settings/taken-route.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test.each([
  '{}',
  '[]',
  '{"a": [1, -2.5e+3, true, false, null, "\\u00e9 \\n"]}',
  '  "text"  ',
  '0',
  '',
  '{',
  '{"a"}',
  '{"a": 1,}',
  '[1,]',
  '[1 2]',
  '{a: 1}',
  "{'a': 1}",
  '01',
  '1.',
  '-',
  'tru',
  'truex',
  '"\n"',
  '"\\x"',
  '"open',
  '{"a": 1} x',
  'NaN',
])('what is JSON is what JSON.parse takes: %s', (text) => {
  expect(jsonFault(text) === undefined).toBe(isJson(text));
});

test.each([
  ['{\n  "a": 1,\n}', 3, 1, 'name'],
  ['{"a" 1}', 1, 6, 'colon'],
  ['[1 2]', 1, 4, 'comma'],
  ['{"a": \n x}', 2, 2, 'value'],
  [`${'['.repeat(100_000)}`, 1, 502, 'depth'],
])('a fault has a place: %s', (text, line, column, expected) => {
  expect(jsonFault(text)).toMatchObject({ line, column, expected });
});

test('formatting changes nothing but white space, and big numbers stay whole', () => {
  const text = '{"a":[1,{"b":12345678901234567890}],"c":{},"d":[] ,"e":"x, {y}: \\" z"}';
  const formatted = formattedJson(text) ?? '';
  expect(formatted).toContain('12345678901234567890');
  expect(JSON.parse(formatted)).toEqual(JSON.parse(text));
  expect(formatted).toBe(formattedJson(formatted));
  expect(formatted.split('\n').slice(0, 3)).toEqual(['{', '  "a": [', '    1,']);
  expect(formattedJson('{')).toBeUndefined();
});

test('bytes as rows', () => {
  expect(hexRows(bytesOfText('word\n€'))).toEqual([
    { offset: '0000', hex: '77 6f 72 64 0a e2 82 ac', text: 'word····' },
  ]);
  expect(hexRows(new Uint8Array(100_000))).toHaveLength(256);
});

test.each([
  ['registerRootContext(\'one\', () => new A());\nregisterRootContext("two", f)', ['one', 'two'], false],
  ["registerRootContext('one', f); setHttpContext(g)", ['one'], true],
  ["// registerRootContext('no', f)\nsetRootContext(f)", [], true],
  ["/* registerRootContext('no', f) */ registerRootContext('yes', f)", ['yes'], false],
  ['registerRootContext(name, f)', [], true],
])('root ids of a source: %s', (source, names, takesAny) => {
  expect(rootIdsOf([source])).toEqual({ names, takesAny });
});

test('root ids of a module: what a run heard of the one that it has', () => {
  const plugin = (rootId: string) => ({
    id: 'f',
    rootId,
    module: { kind: 'wasm', fileName: 'f.wasm', sha256: '0'.repeat(64), size: 1 } as const,
  });
  const warning = (registered: string): Warning => ({
    kind: 'no-root-factory',
    exchange: -1,
    filter: 1,
    callback: 'proxy_on_context_create',
    at: 0,
    facts: { rootId: 'third', registered },
  });
  const other = { ...plugin('x'), id: 'other' };
  const ran = (rootId: string, ...warnings: Warning[]) => ({
    report: { startup: 'ready' as const, warnings },
    plugins: [other, plugin(rootId)],
  });
  const refused = ran('third', warning('first, second'));
  expect(heardOfRootId(refused, plugin('third'))).toEqual({ isRefused: true, names: ['first', 'second'] });
  expect(heardOfRootId(ran('third', warning('')), plugin('third'))).toEqual({ isRefused: true, names: [] });
  expect(heardOfRootId(refused, other)).toEqual({ isRefused: false, names: [] });
  expect(heardOfRootId(ran('second'), plugin('second'))).toEqual({ isRefused: false, names: [] });
  expect(heardOfRootId(refused, plugin('second'))).toBeUndefined();
  expect(heardOfRootId(undefined, plugin('second'))).toBeUndefined();
  const failed = { startup: 'failed' as const };
  const unstarted = { ...refused, report: { ...refused.report, ...failed } };
  expect(heardOfRootId(unstarted, plugin('third'))).toEqual({ isRefused: true, names: ['first', 'second'] });
  expect(heardOfRootId(unstarted, other)).toBeUndefined();
});

test('every hostcall that can be restricted stands in one group', () => {
  const names = capabilityGroups.flatMap((group) => group.names);
  expect(new Set(names).size).toBe(names.length);
  const open = new Set(['pthread_equal', 'emscripten_notify_memory_growth', 'envoy_resolve_dns']);
  for (const { name } of HOSTCALLS) expect(names.includes(name)).toBe(!open.has(name));
  expect(names).toContain('proxy_on_request_headers');
  expect(names).not.toContain('malloc');
  expect(unknownCapabilities(['proxy_log', 'sudo'])).toEqual(['sudo']);
});

test('the taken route: by its name, or the first that fits and leads there', () => {
  const action = { kind: 'cluster', cluster: 'upstream', timeoutMs: 0 } as const;
  const plain: ProjectRoute = { name: '', match: 'prefix', path: '/', headers: [], action };
  const routes: ProjectRoute[] = [
    { ...plain, match: 'path', path: '/a' },
    { ...plain, path: '/b', headers: [{ name: 'x', value: '1' }] },
    { ...plain, name: 'rest' },
  ];
  const of = (path: string, access: { route?: string; cluster?: string; details?: string }) => {
    const headers = [':path', path, 'x', '1'].map(bytesOfText);
    const exchange = {
      access: { route: '', cluster: 'upstream', details: 'via_upstream', path, ...access },
      requestJourney: [{ at: 'client', state: 'reached', headers }],
    };
    const result = { report: { exchanges: [exchange] }, project: { ...emptyProject, routes } };
    return takenRoute({ result, exchange: 0 } as never);
  };
  expect(of('/a?x', {})).toBe(0);
  expect(of('/b/c', {})).toBe(1);
  expect(of('/c', { route: 'rest' })).toBe(2);
  expect(of('/c', { cluster: '', details: 'route_not_found' })).toBe('none');
});
