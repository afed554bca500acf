/** A host that knows just enough for a filter to run: the log, one header map, the root id, tokens. */
export interface FakeHost {
  readonly lines: string[];
  readonly calls: string[];
  readonly headers: Map<string, string>;
  rootId: string;
  call(name: string, ...args: number[]): number;
  pages(): number;
}

const ok = 0;
const notFound = 1;
const badArgument = 2;
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

export function startFilter(bytes: Uint8Array<ArrayBuffer>, rootId = 'root'): FakeHost {
  const lines: string[] = [];
  const calls: string[] = [];
  const headers = new Map([[':authority', 'lab.test']]);
  let token = 0;

  const memory = (): WebAssembly.Memory => {
    const { memory: exported } = instance.exports;
    if (!(exported instanceof WebAssembly.Memory)) throw new Error('the filter exports no memory');
    return exported;
  };
  const call = (name: string, ...args: number[]): number => {
    const exported = instance.exports[name];
    if (typeof exported !== 'function') throw new Error(`the filter does not export ${name}`);
    const result: unknown = Reflect.apply(exported, undefined, args);
    return typeof result === 'number' ? result : 0;
  };
  const textAt = (pointer: number, size: number): string =>
    new TextDecoder().decode(new Uint8Array(memory().buffer, pointer, size));
  const setWord = (pointer: number, value: number): void =>
    new DataView(memory().buffer).setUint32(pointer, value, true);
  const give = (text: string, outPointer: number, outSize: number): number => {
    const bytesOfText = new TextEncoder().encode(text);
    const pointer = bytesOfText.length > 0 ? call('malloc', bytesOfText.length) : 0;
    new Uint8Array(memory().buffer).set(bytesOfText, pointer);
    setWord(outPointer, pointer);
    setWord(outSize, bytesOfText.length);
    return ok;
  };

  const known: Record<string, (...args: number[]) => number> = {
    proxy_log: (level = 0, pointer = 0, size = 0) => {
      lines.push(`${levels[level]}: ${textAt(pointer, size)}`);
      return ok;
    },
    proxy_get_property: (path = 0, pathSize = 0, out = 0, outSize = 0) =>
      textAt(path, pathSize) === 'plugin_root_id' ? give(host.rootId, out, outSize) : notFound,
    proxy_get_header_map_value: (_map = 0, name = 0, nameSize = 0, out = 0, outSize = 0) => {
      const value = headers.get(textAt(name, nameSize));
      return value === undefined ? notFound : give(value, out, outSize);
    },
    proxy_replace_header_map_value: (_map = 0, name = 0, nameSize = 0, value = 0, valueSize = 0) => {
      headers.set(textAt(name, nameSize), textAt(value, valueSize));
      return ok;
    },
    proxy_get_buffer_bytes: (_buffer = 0, _start = 0, _length = 0, out = 0, outSize = 0) =>
      give('x'.repeat(10_000), out, outSize),
    proxy_http_call: (...args) => {
      token += 4;
      setWord(args[9] ?? 0, token);
      return ok;
    },
    proxy_set_effective_context: (contextId = 0) => {
      calls.push(`effective ${contextId}`);
      return ok;
    },
    proxy_continue_stream: (stream = 0) => {
      calls.push(`continue ${stream}`);
      return ok;
    },
  };
  const module = new WebAssembly.Module(bytes);
  const env: Record<string, (...args: number[]) => number> = {};
  for (const { name } of WebAssembly.Module.imports(module)) env[name] = known[name] ?? (() => badArgument);
  const instance = new WebAssembly.Instance(module, { env });
  const host: FakeHost = {
    lines,
    calls,
    headers,
    rootId,
    call,
    pages: () => memory().buffer.byteLength / 65_536,
  };
  call('_initialize');
  return host;
}

/** Makes the root context 1, as a proxy does at its start; answers what `proxy_on_configure` answered. */
export function startRoot(host: FakeHost): boolean {
  host.call('proxy_on_context_create', 1, 0);
  return host.call('proxy_on_vm_start', 1, 0) !== 0 && host.call('proxy_on_configure', 1, 0) !== 0;
}
