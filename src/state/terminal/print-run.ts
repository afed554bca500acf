import { type Exchange, readTrace, sentIn, type TcpConnection, type TraceData } from '../../model/index.ts';
import { type Context, print } from '../commands/context.ts';
import type { Sending, SendOutcome } from '../engine/sender.ts';
import type { Trouble } from '../ports.ts';
import { logLevels, logLinesOf } from '../selectors/log-lines.ts';
import type { ConsoleLine } from '../slices/console.ts';
import type { RunResult } from '../slices/run.ts';

type NewLine = Omit<ConsoleLine, 'id'>;

interface Excerpt {
  /** Number of the lowest level. */
  readonly least?: number;
  /** Position in the trace from which on. */
  readonly from?: number;
}

/** The log of a run as Envoy writes it. */
export function runLogLines({ report }: RunResult, { least = 0, from = 0 }: Excerpt): NewLine[] {
  return logLinesOf(report, from)
    .filter(({ level }) => logLevels.indexOf(level) >= least)
    .map(({ level, text, filter }) => ({ kind: 'log', level, text, ...(filter !== undefined && { filter }) }));
}

/** Of a message with many lines, such as a stack, the console shows by itself as much as leaves room for others. */
const MOST_LINES = 4;

function folded<Line extends NewLine>(line: Line): Line {
  const lines = line.text.split('\n');
  const more = lines.length - MOST_LINES;
  if (more < 2) return line;
  return { ...line, text: [...lines.slice(0, MOST_LINES), `  … ${more} more lines: "logs" prints them`].join('\n') };
}

/** Where what the last step of a session did begins. */
function lastStep(trace: TraceData): number {
  let at = 0;
  for (const record of readTrace(trace))
    if (record.kind === 'mark' && (record.mark === 'wait' || record.mark === 'answer')) ({ at } = record);
  return at;
}

/** What the client of a request or connection got. */
const cameOf = (last: Exchange | TcpConnection): string =>
  'client' in last ? `${last.client.received.length} bytes` : String(last.response.status || 'no response');

/**
 * Prints what a run logged and why it has no answer. A proxy that was sent one more request logs the former ones again:
 * those lines are there already.
 */
export function printRun(context: Context, outcome: SendOutcome, kind: Sending): void {
  const explain = (trouble: Trouble): NewLine => ({ kind: 'error', text: context.services.explain(trouble) });
  if (outcome.kind === 'superseded') return;
  if (outcome.kind === 'failed') {
    print(context, [explain({ kind: 'no-run', failure: outcome.failure })]);
    return;
  }
  const { report, requests } = outcome.result;
  const sent = sentIn(report).at(-1);
  const last = sent && (sent.kind === 'exchange' ? report.exchanges[sent.index] : report.connections[sent.index]);
  const from = kind === 'fresh' ? 0 : kind === 'also' ? (last?.traceFrom ?? 0) : lastStep(report.trace);
  const lines = runLogLines(outcome.result, { from });
  const request = requests.at(-1);
  const came = last === undefined ? '' : ` -> ${cameOf(last)}`;
  print(context, [
    ...(kind === 'fresh' && request
      ? [
          {
            kind: 'note',
            text: `run: ${request.method} ${request.tcp === null ? request.url : request.name}${came}`,
          } as const,
        ]
      : []),
    ...lines.map(folded),
    ...report.failures.map(({ failure }) => explain({ kind: 'no-start', failure })),
    ...(report.stopped ? [explain({ kind: 'stopped', stopped: report.stopped })] : []),
  ]);
}
