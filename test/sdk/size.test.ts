import { expect, test } from 'vitest';
import flags from '../../sdk/flags.json';
import { compileFilter } from './compile-filter.ts';

const addsOneHeader = `import { Action, HttpContext, setHttpContext } from './sdk/assembly';
class AddHeader extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.addHttpRequestHeader('x-hello', 'hello');
    return Action.Continue;
  }
}
setHttpContext(() => new AddHeader());`;

const sizes = [
  { build: 'release', limit: 30_000 },
  { build: 'size', limit: 22_000 },
] as const;

for (const { build, limit } of sizes) {
  test(`a filter that adds a header is under ${limit} bytes in the ${build} build, and compiles without a word`, async () => {
    const { bytes, messages } = await compileFilter({ text: addsOneHeader }, build);
    expect(bytes.length).toBeLessThan(limit);
    expect(messages.trim()).toBe('');
  });
}

test('a filter imports the functions of env that it uses and no others', async () => {
  const { bytes } = await compileFilter({ text: addsOneHeader }, 'release');
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  expect(imports.map(({ module, name }) => `${module}.${name}`).toSorted()).toEqual([
    'env.proxy_add_header_map_value',
    'env.proxy_get_property',
    'env.proxy_log',
    'env.proxy_set_effective_context',
  ]);
});

const callbacks = `proxy_abi_version_0_2_1 malloc proxy_on_memory_allocate _initialize proxy_on_context_create
  proxy_on_vm_start proxy_on_configure proxy_on_tick proxy_on_queue_ready proxy_on_foreign_function
  proxy_on_new_connection proxy_on_downstream_data proxy_on_upstream_data proxy_on_downstream_connection_close
  proxy_on_upstream_connection_close proxy_on_request_headers proxy_on_request_body proxy_on_request_trailers
  proxy_on_request_metadata proxy_on_response_headers proxy_on_response_body proxy_on_response_trailers
  proxy_on_response_metadata proxy_on_http_call_response proxy_on_grpc_receive_initial_metadata proxy_on_grpc_receive
  proxy_on_grpc_receive_trailing_metadata proxy_on_grpc_close proxy_on_done proxy_on_log proxy_on_delete memory`;

test('every callback of ABI 0.2.1 is exported, and nothing else', async () => {
  const { bytes } = await compileFilter({ text: addsOneHeader }, 'debug');
  const exports = WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(({ name }) => name);
  expect(exports.toSorted()).toEqual(callbacks.split(/\s+/).toSorted());
});

test('a program of raw ABI functions gets abort, console and Math.random, and no callbacks', async () => {
  const text = `export function proxy_abi_version_0_2_1(): void { console.log('hi'); if (Math.random() > 2) throw new Error('no'); }`;
  const { bytes } = await compileFilter({ text }, 'release', flags.raw.entries);
  const module = new WebAssembly.Module(bytes);
  const imports = WebAssembly.Module.imports(module).map(({ name }) => name);
  expect(imports.toSorted()).toEqual(['proxy_get_current_time_nanoseconds', 'proxy_log']);
  expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual([
    'proxy_abi_version_0_2_1',
    'memory',
    '_initialize',
  ]);
});
