import { LOG_LEVELS } from './abi-words.ts';
import { textOfBytes } from './bytes.ts';
import type { PluginReport } from './report.ts';
import type { HostRecord, LogRecord } from './trace-reader.ts';

/** Virtual time 0: 2026-01-01T00:00:00Z. */
const EPOCH_MS = 1_767_225_600_000;

/** Each level has a source line of its own in Envoy's context.cc. */
const contextLines = [1145, 1148, 1151, 1154, 1157, 1160];

const hostSources: readonly (readonly [RegExp, string])[] = [
  [/^Wasm VM failed /, 'wasm.cc:104'],
  [/^Plugin configured to fail closed failed to load/, 'wasm.cc:479'],
  [/^Plugin .* failed to load/, 'wasm.cc:626'],
];

/**
 * The line that Envoy 1.40 writes to its log for a record, in UTC; the thread is 1, there being no other. Control
 * characters are shown as U+FFFD but for line feeds and tabs, so that no guest can play with a terminal.
 */
export function envoyLogLine(
  record: LogRecord | HostRecord,
  { plugins, ms }: { readonly plugins: readonly PluginReport[]; readonly ms: number },
): string {
  const level = Math.min(Math.max(record.level, 0), LOG_LEVELS.length - 1);
  const word = LOG_LEVELS[level] === 'warn' ? 'warning' : LOG_LEVELS[level];
  const message = withoutControls(textOfBytes(record.message));
  const source = record.kind === 'log' ? `context.cc:${contextLines[level]}` : hostSource(level, message);
  const prefix = `[${stamp(ms)}][1][${word}][wasm] [source/extensions/common/wasm/${source}]`;
  if (record.kind === 'host') return `${prefix} ${message}`;
  return `${prefix} ${['wasm log', ...namesOf(plugins[record.filter], record.isRoot)].join(' ')}: ${message}`;
}

/** A root context's lines carry no plugin name, and an empty name leaves no blank. */
function namesOf(plugin: PluginReport | undefined, isRoot: boolean): string[] {
  if (plugin === undefined) return [];
  const { name, rootId, vmId } = plugin;
  return [...(isRoot ? [] : [name]), rootId, vmId].filter((part) => part !== '');
}

function hostSource(level: number, message: string): string {
  const known = hostSources.find(([pattern]) => pattern.test(message));
  return known?.[1] ?? (level === 0 ? 'wasm_vm.cc:39' : 'wasm_vm.cc:38');
}

function stamp(ms: number): string {
  return isoTime(ms).replace('T', ' ').replace('Z', '');
}

/** A moment of virtual time as ISO 8601 writes it. */
export function isoTime(ms: number): string {
  // oxlint-disable-next-line no-restricted-globals -- writes a given time, reads no clock
  return new Date(EPOCH_MS + ms).toISOString();
}

/** Text that cannot move a terminal's cursor, change its colours or its title. Line feeds and tabs stay. */
export function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll('\r\n', '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}
