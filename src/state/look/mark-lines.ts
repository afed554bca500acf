import type { Report } from '../../model/index.ts';
import { type Context, patch } from '../commands/context.ts';
import type { RanLine } from '../slices/editor.ts';
import { type CallPlace, callPlaces } from './call-places.ts';
import { ranOf } from './look-closer.ts';

/** Each call costs the capture of a stack. */
const MOST_RECORDS = 20_000;

/** Finds the lines of the sources that called the proxy in the run on show, for the editor. */
export async function markLines(context: Context): Promise<void> {
  const { result } = context.store.getState().run;
  if (result === undefined) return;
  const calls = await callsOf(context, result.report);
  if (context.store.getState().run.result?.report !== result.report) return;
  patch(context, 'editor', { ran: { files: result.project.files, lines: linesOf(calls) } });
}

async function callsOf(context: Context, { reproducible, trace }: Report): Promise<readonly CallPlace[]> {
  const ran = ranOf(context);
  if (ran === undefined || ran.built.size === 0 || !reproducible || trace.count > MOST_RECORDS) return [];
  return callPlaces(context, ran);
}

/** Each line once, with how often it called what. */
function linesOf(calls: readonly CallPlace[]): readonly RanLine[] {
  const lines = new Map<string, { path: string; line: number; count: number; calls: Map<string, number> }>();
  for (const { name, places } of calls) {
    const seen = new Set<string>();
    for (const { path, line } of places) {
      const key = `${line} ${path}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const one = lines.get(key) ?? { path, line, count: 0, calls: new Map<string, number>() };
      one.calls.set(name, (one.calls.get(name) ?? 0) + 1);
      one.count++;
      lines.set(key, one);
    }
  }
  return [...lines.values()].map(({ calls: byName, ...line }) => ({ ...line, calls: Object.fromEntries(byName) }));
}
