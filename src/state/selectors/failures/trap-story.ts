import {
  Callback,
  CALLBACKS,
  LOG_LEVELS,
  RecordKind,
  readTrace,
  textOfBytes,
  traceText,
  type TraceData,
} from '../../../model/index.ts';

/** What led to a trap, as far as the trace tells. */
export interface TrapStory {
  /** Position of the record of the callback that trapped, and of its call. */
  readonly at: number;
  readonly calledAt: number;
  /** The last hostcalls of that VM before it, the latest last. */
  readonly hostcalls: readonly { readonly at: number; readonly text: string }[];
  /** What the guest said before it gave up: its last line at level error or above in that callback. */
  readonly panic: { readonly at: number; readonly text: string } | undefined;
  /** Callbacks of that VM that were running, the outermost first: more than one when it was entered again. */
  readonly nesting: readonly { readonly at: number; readonly callback: string }[];
}

const MOST_HOSTCALLS = 5;
const ERROR = LOG_LEVELS.indexOf('error');

/** How a VM came to its trap; undefined when the trace has none. */
export function trapStory(trace: TraceData, vm: number): TrapStory | undefined {
  const { words } = trace;
  const running: number[] = [];
  let hostcalls: number[] = [];
  let said: { readonly at: number; readonly depth: number } | undefined;
  for (let at = 0; at < words.length; at += Math.max(1, (words[at] ?? 0) >>> 8)) {
    if (words[at + 1] !== vm) continue;
    const kind = (words[at] ?? 0) & 0xff;
    if (kind === RecordKind.hostcall) {
      hostcalls.push(at);
      // Only the last are wanted: what is kept does not grow with the run.
      if (hostcalls.length > 100) hostcalls = hostcalls.slice(-MOST_HOSTCALLS);
    } else if (kind === RecordKind.log && (words[at + 5] ?? 0) >= ERROR) said = { at, depth: running.length };
    else if (kind === RecordKind.call && !isAllocator(words[at + 3])) running.push(at);
    else if (kind === RecordKind.ret && words[at + 5] === 1) {
      return {
        at,
        calledAt: running.at(-1) ?? at,
        hostcalls: hostcalls.slice(-MOST_HOSTCALLS).map((one) => ({ at: one, text: lineOf(trace, one) })),
        panic: said !== undefined && said.depth >= running.length ? panicOf(trace, said.at) : undefined,
        nesting: running.map((one) => ({ at: one, callback: CALLBACKS[words[one + 3] ?? -1]?.name ?? '' })),
      };
    } else if (kind === RecordKind.ret && !isAllocator(words[at + 3])) {
      running.pop();
      if (said !== undefined && said.depth > running.length) said = undefined;
    }
  }
  return undefined;
}

const isAllocator = (callback: number | undefined) =>
  callback === Callback.malloc || callback === Callback.onMemoryAllocate;

const MOST_CHARACTERS = 300;

/** A hostcall in one line, without the numbers of its VM and context. */
function lineOf(trace: TraceData, at: number): string {
  const line = traceText(trace, at, at + 1).replace(/^vm \d+ ctx \d+ +/, '');
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}

function panicOf(trace: TraceData, at: number): TrapStory['panic'] {
  const [record] = readTrace(trace, at, at + 1);
  return record?.kind === 'log' ? { at, text: textOfBytes(record.message) } : undefined;
}
