import type { PluginReport } from '../../model/index.ts';

/** Levels by their number in the ABI. */
export const logLevels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A line of a run's log, by a filter or by the proxy itself. */
export interface LogLine {
  /** Position of the record in `trace.words`. */
  readonly at: number;
  /** Milliseconds of virtual time since the run began. */
  readonly ms: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly origin:
    | { readonly kind: 'filter'; readonly filter: number; readonly isRoot: boolean }
    /** The proxy, in its own words. */
    | { readonly kind: 'host' };
}

/** The same line as Envoy 1.40 writes it. Time zone: UTC. Thread ids mean nothing here: there is one thread. */
export function envoyLogLine(record: LogLine, plugins: readonly PluginReport[], startedAt: number): string {
  const { level, origin } = record;
  const message = withoutControls(record.message);
  const prefix = `[${stamp(startedAt + record.ms)}][1][${level}][wasm]`;
  if (origin.kind === 'host')
    return `${prefix} [source/extensions/common/wasm/${hostSource(level, message)}] ${message}`;
  const words = ['wasm log', ...namesOf(plugins[origin.filter], origin.isRoot)].join(' ');
  return `${prefix} [source/extensions/common/wasm/context.cc:${filterSource[level]}] ${words}: ${message}`;
}

/** A root context's lines carry no plugin name, and an empty name leaves no blank. */
function namesOf(plugin: PluginReport | undefined, isRoot: boolean): string[] {
  if (plugin === undefined) return [];
  const { name, rootId, vmId } = plugin;
  return (isRoot ? [rootId, vmId] : [name, rootId, vmId]).filter((part) => part !== '');
}

/** Each level has a source line of its own in context.cc. */
const filterSource: Readonly<Record<LogLevel, number>> = {
  trace: 1145,
  debug: 1148,
  info: 1151,
  warning: 1154,
  error: 1157,
  critical: 1160,
};

const hostSources: readonly (readonly [RegExp, string])[] = [
  [/^Wasm VM failed /, 'wasm.cc:104'],
  [/^Plugin configured to fail closed failed to load/, 'wasm.cc:479'],
  [/^Plugin .* failed to load/, 'wasm.cc:626'],
];

function hostSource(level: LogLevel, message: string): string {
  const known = hostSources.find(([pattern]) => pattern.test(message));
  return known?.[1] ?? (level === 'trace' ? 'wasm_vm.cc:39' : 'wasm_vm.cc:38');
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
}

/** Text that cannot move a terminal's cursor, change its colours or its title: line feeds and tabs stay. */
export function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\r\n/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}
