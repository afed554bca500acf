import { type Exchange, type HeaderBytes, type Report, readTrace, textOfBytes } from '../../../model/index.ts';
import { logLinesOf } from '../../selectors/log-lines.ts';
import type { ConsoleLine } from '../../slices/console.ts';
import { type Arguments, countOf } from '../arguments.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';

type Line = Omit<ConsoleLine, 'id'>;

/** `diff`: two answers of the run on show, beside each other. */
export function diffWord({ context }: Tools): TypedVerb {
  const exchanges = () => context.store.getState().run.result?.report.exchanges ?? [];
  return {
    word: 'diff',
    usage: '[N M]',
    operands: (before) => (before.length < 2 ? exchanges().map((_, i) => String(i + 1)) : []),
    run({ operands }: Arguments) {
      const { result } = context.store.getState().run;
      const count = exchanges().length;
      if (result === undefined || count < 2)
        return `two answers are needed, and there ${count === 1 ? 'is 1' : 'is none'}; "replay" sends a request again`;
      const [first = String(count - 1), second = String(count)] = operands;
      const [one, other] = [first, second].map((text) => exchanges()[(countOf(text) ?? 0) - 1]);
      if (one === undefined || other === undefined) return `${one ? second : first}: the answers are 1 to ${count}`;
      say(context, differences(result.report, [one, other], [first, second]));
      return undefined;
    },
  };
}

type Two<T> = readonly [T, T];

function differences(report: Report, [one, other]: Two<Exchange>, [first, second]: Two<string>): Line[] {
  const titleOf = ({ method, path, response }: Exchange) =>
    `${method} ${path} -> ${response.status} ${response.reason}`;
  const sections: (readonly [string, readonly Line[]])[] = [
    ['status', changedLines([[titleOf(one)], [titleOf(other)]])],
    ['what the upstream got', changedLines([upstreamLines(report, one), upstreamLines(report, other)])],
    ['headers of the answer', changedLines([headerLines(one.response.headers), headerLines(other.response.headers)])],
    ['body', changedLines([[bodyText(one)], [bodyText(other)]])],
    ['log', changedLines([logOf(report, one), logOf(report, other)])],
    ['hostcalls', changedLines([[countCalls(report, one)], [countCalls(report, other)]])],
  ];
  const different = sections.filter(([, lines]) => lines.length > 0);
  if (different.length === 0) return [{ kind: 'note', text: `${first} and ${second} are the same.` }];
  return [
    { kind: 'removed', text: `--- ${first}` },
    { kind: 'added', text: `+++ ${second}` },
    ...different.flatMap(([title, lines]): Line[] => [{ kind: 'heading', text: title }, ...lines]),
  ];
}

/** Lines that only one of both has, each as often as it is more. */
function changedLines([one, other]: Two<readonly string[]>): Line[] {
  const left = [...other];
  const gone = one.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...gone.map((text): Line => ({ kind: 'removed', text: `- ${text}` })),
    ...left.map((text): Line => ({ kind: 'added', text: `+ ${text}` })),
  ];
}

function headerLines(headers: HeaderBytes): string[] {
  const lines: string[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    lines.push(`${textOfBytes(headers[i] ?? EMPTY)}: ${textOfBytes(headers[i + 1] ?? EMPTY)}`);
  }
  return lines;
}

const EMPTY = new Uint8Array();

function upstreamLines(report: Report, { forwarded: [first] }: Exchange): string[] {
  return first === undefined ? ['nothing'] : headerLines(report.upstream[first.cluster]?.[first.index]?.headers ?? []);
}

const MOST_OF_BODY = 2000;

function bodyText({ response: { body } }: Exchange): string {
  return `${body.length} bytes: ${textOfBytes(body.subarray(0, MOST_OF_BODY))}`.trimEnd();
}

/** Without the time, the thread and the place in Envoy's sources, which say nothing of the filter. */
function logOf(report: Report, { traceFrom, traceTo }: Exchange): string[] {
  return logLinesOf(report, traceFrom)
    .filter(({ at }) => at < traceTo)
    .map(({ level, text }) => `[${level}] ${text.replace(/^(?:\[[^\]]*\] ?)+/, '')}`);
}

function countCalls({ trace }: Report, { traceFrom, traceTo }: Exchange): string {
  let count = 0;
  for (const { kind } of readTrace(trace, traceFrom, traceTo)) if (kind === 'hostcall') count++;
  return String(count);
}
