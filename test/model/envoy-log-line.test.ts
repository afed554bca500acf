import { expect, test } from 'vitest';
import {
  bytesOfText,
  envoyLogLine,
  type HostRecord,
  type LogRecord,
  type PluginReport,
} from '../../src/model/index.ts';

const plugins: PluginReport[] = [
  {
    filter: 0,
    name: 'my_plugin',
    rootId: 'my_root_id',
    vmId: 'my_vm_id',
    wasm: 'a.wasm',
    vm: 0,
    rootContextId: 1,
    memoryPages: 1,
  },
  { filter: 1, name: 'hello', rootId: '', vmId: '', wasm: 'b.wasm', vm: 1, rootContextId: 1, memoryPages: 1 },
];
const log = (message: string, facts: Partial<LogRecord> = {}): LogRecord => ({
  kind: 'log',
  at: 0,
  vm: 0,
  context: 2,
  filter: 0,
  isRoot: false,
  level: 2,
  message: bytesOfText(message),
  ...facts,
});
const host = (level: number, message: string): HostRecord => ({
  kind: 'host',
  at: 0,
  vm: 0,
  level,
  message: bytesOfText(message),
});

const wasm = 'source/extensions/common/wasm';

test.each<[string, LogRecord | HostRecord, string]>([
  [
    'a line of a stream carries plugin, root id and VM id',
    log('Got 16 HTTP headers in #2.'),
    `[info][wasm] [${wasm}/context.cc:1151] wasm log my_plugin my_root_id my_vm_id: Got 16 HTTP headers in #2.`,
  ],
  [
    'a line of a root context has no plugin name',
    log('up', { isRoot: true, level: 5 }),
    `[critical][wasm] [${wasm}/context.cc:1160] wasm log my_root_id my_vm_id: up`,
  ],
  [
    'empty names leave no blank',
    log('careful', { filter: 1, level: 3 }),
    `[warning][wasm] [${wasm}/context.cc:1154] wasm log hello: careful`,
  ],
  ['there may be no name at all', log('hi', { filter: -1 }), `[info][wasm] [${wasm}/context.cc:1151] wasm log: hi`],
  [
    'line feeds stay, other control characters show',
    log('a\r\nb\u001b[2Jc'),
    `[info][wasm] [${wasm}/context.cc:1151] wasm log my_plugin my_root_id my_vm_id: a\nb\ufffd[2Jc`,
  ],
  [
    "the proxy's own lines have their own source",
    host(4, 'Function: proxy_on_request_headers failed: Uncaught RuntimeError: unreachable'),
    `[error][wasm] [${wasm}/wasm_vm.cc:38] Function: proxy_on_request_headers failed: Uncaught RuntimeError: unreachable`,
  ],
  [
    'a refusal',
    host(4, 'Wasm VM failed Failed to load Wasm code'),
    `[error][wasm] [${wasm}/wasm.cc:104] Wasm VM failed Failed to load Wasm code`,
  ],
  ['a call', host(0, '[host->vm] malloc(253)'), `[trace][wasm] [${wasm}/wasm_vm.cc:39] [host->vm] malloc(253)`],
])('%s', (_, record, line) => {
  expect(envoyLogLine(record, { plugins, ms: 61_007 })).toBe(`[2026-01-01 00:01:01.007][1]${line}`);
});
