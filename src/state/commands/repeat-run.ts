import type { Report } from '../../model/index.ts';
import type { RunInput } from '../../protocol/index.ts';
import { callbacksOf } from '../selectors/callbacks.ts';
import { propertyPaths, propertyPlaces } from '../selectors/property-rows.ts';
import { type Detail, initialDetails, REPEAT_ROUNDS } from '../slices/details.ts';
import type { RunFailure } from '../slices/run.ts';
import { type Context, patch } from './context.ts';

/** How long a measurement repeats the run. */
const MEASURE_MS = 300;
const REPEAT_AT_MOST_MS = 10_000;

/** Reads every property in the callbacks of the exchange on show. */
export async function readProperties(context: Context): Promise<void> {
  const shown = begin(context);
  if (shown === undefined) return;
  const { report, input } = shown;
  const { exchange } = context.store.getState().run;
  const paths = propertyPaths(report, exchange, context.store.getState().details.asked);
  const calls = propertyPlaces(report, exchange).map(({ number }) => number);
  patch(context, 'details', { properties: { kind: 'pending' } });
  const answer = await context.services.runner.readProperties({ ...input, paths, calls });
  const isShown = () => context.store.getState().run.exchange === exchange;
  if (!isStill(context, report) || !isShown()) return;
  const properties = detailOf(answer, (readings) => ({ exchange, paths, readings }));
  patch(context, 'details', { properties });
}

/** Reads one more path, as the hostcall has it. */
export async function askProperty(context: Context, path: string): Promise<void> {
  begin(context);
  const { asked } = context.store.getState().details;
  if (!asked.includes(path)) patch(context, 'details', { asked: [...asked, path].slice(-20) });
  await readProperties(context);
}

/** Repeats the run for a while and takes the time of its callbacks. */
export async function measureRun(context: Context): Promise<void> {
  const shown = begin(context);
  if (shown === undefined) return;
  const { report, input } = shown;
  patch(context, 'details', { measurement: { kind: 'pending' } });
  const answer = await context.services.runner.measure({ ...input, forMs: MEASURE_MS });
  if (!isStill(context, report)) return;
  patch(context, 'details', { measurement: detailOf(answer, (value) => value) });
  const { result } = context.store.getState().run;
  if ('kind' in answer || result?.report !== report) return;
  const measured = new Map(callbacksOf(report).map(({ at, number }) => [at, answer.meanUs[number - 1] ?? 0]));
  patch(context, 'run', { result: { ...result, measured } });
}

/** Sends the run's requests a thousand times through one proxy. */
export async function repeatRun(context: Context): Promise<void> {
  const shown = begin(context);
  if (shown === undefined) return;
  const { report, input } = shown;
  const tell = (done: number) => {
    if (isStill(context, report))
      patch(context, 'details', { repetition: { kind: 'pending', done, whole: REPEAT_ROUNDS } });
  };
  tell(0);
  const answer = await context.services.runner.repeat(
    { ...input, rounds: REPEAT_ROUNDS, atMostMs: REPEAT_AT_MOST_MS },
    tell,
  );
  if (isStill(context, report)) patch(context, 'details', { repetition: detailOf(answer, (value) => value) });
}

interface Shown {
  readonly report: Report;
  readonly input: RunInput;
}

/** The run on show and what it was made of; details of another one are forgotten. */
function begin(context: Context): Shown | undefined {
  const { run, details } = context.store.getState();
  const report = run.result?.report;
  const ran = report && context.artifacts.ran.get(report);
  if (report === undefined || ran === undefined) return undefined;
  if (details.of !== report) patch(context, 'details', { ...initialDetails, of: report });
  return { report, input: ran.input };
}

function isStill(context: Context, report: Report): boolean {
  return context.store.getState().details.of === report;
}

function detailOf<T extends object, V>(answer: T | RunFailure, value: (answer: T) => V): Detail<V> {
  return isFailure(answer) ? { kind: 'failed', failure: answer } : { kind: 'known', value: value(answer) };
}

function isFailure<T extends object>(answer: T | RunFailure): answer is RunFailure {
  return 'kind' in answer;
}
