import {
  decodePairs,
  type HeaderBytes,
  type HostcallRecord,
  SINGLE_HEADERS,
  latin1OfBytes,
} from '../../../model/index.ts';

/** One header; its name in lower case, one character a byte. */
export interface HeaderLine {
  readonly name: string;
  readonly value: Uint8Array;
}

export function linesOf(headers: HeaderBytes): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const [name, value] = [headers[i], headers[i + 1]];
    if (name !== undefined && value !== undefined) lines.push({ name: latin1OfBytes(name), value });
  }
  return lines;
}

const MAPS = ['RequestHeaders', 'RequestTrailers', 'ResponseHeaders', 'ResponseTrailers'];

/** The map of the stream that a successful hostcall wrote to, by its number; undefined when it wrote to none. */
export function writtenMap({ name, inputs: [map] }: HostcallRecord): number | undefined {
  if (!WRITES.has(name) || map?.kind !== 'number' || map.value >= MAPS.length) return undefined;
  return map.value;
}

const WRITES: ReadonlySet<string> = new Set([
  'proxy_add_header_map_value',
  'proxy_replace_header_map_value',
  'proxy_remove_header_map_value',
  'proxy_set_header_map_pairs',
]);

/** What Envoy makes of a header map when a filter writes to it. */
export function writtenLines(lines: readonly HeaderLine[], call: HostcallRecord): readonly HeaderLine[] {
  const [, first, second] = call.inputs;
  if (first === undefined || first.kind === 'number' || first.kind === 'long') return lines;
  if (call.name === 'proxy_set_header_map_pairs') return linesOfPairs(first.bytes);
  const name = ownName(latin1OfBytes(first.bytes));
  const value = second?.kind === 'bytes' ? second.bytes : new Uint8Array();
  if (call.name === 'proxy_add_header_map_value') return added(lines, { name, value });
  const others = lines.filter((line) => line.name !== name);
  if (call.name === 'proxy_remove_header_map_value') return others;
  const [last] = lines.slice(-1);
  return last?.name === name && others.length === lines.length - 1
    ? [...others, { name, value }]
    : inserted(others, { name, value });
}

function linesOfPairs(bytes: Uint8Array): readonly HeaderLine[] {
  let lines: readonly HeaderLine[] = [];
  for (const { name, value } of linesOf(decodePairs(bytes, 0, bytes.length)))
    lines = added(lines, { name: ownName(name), value });
  return lines;
}

function added(lines: readonly HeaderLine[], line: HeaderLine): readonly HeaderLine[] {
  const at = lines.findIndex(({ name }) => name === line.name);
  const old = lines[at];
  if (old === undefined || !SINGLE_HEADERS.has(line.name)) return inserted(lines, line);
  return lines.with(at, {
    name: line.name,
    value: old.value.length === 0 ? line.value : joined(old.value, line.value),
  });
}

/** Pseudo headers stand before all others. */
function inserted(lines: readonly HeaderLine[], line: HeaderLine): readonly HeaderLine[] {
  if (!line.name.startsWith(':')) return [...lines, line];
  const others = lines.findIndex(({ name }) => !name.startsWith(':'));
  return lines.toSpliced(others < 0 ? lines.length : others, 0, line);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + 1 + second.length);
  both.set(first);
  both[first.length] = ','.charCodeAt(0);
  both.set(second, first.length + 1);
  return both;
}

/** Envoy keeps names in lower case (ASCII only), and `host` is another name of `:authority`. */
function ownName(name: string): string {
  const lower = name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return lower === 'host' ? ':authority' : lower;
}
