import { type Context, patch } from '../commands/context.ts';
import type { HistorySlice, PastRun } from '../slices/history.ts';
import type { RunResult } from '../slices/run.ts';
import { troubleOf } from '../saved/trouble.ts';
import { parseRun, textOfRun } from './kept-run.ts';
import { isSame, pastRunOf } from './record-run.ts';
import { tooMuch } from './run-limits.ts';

export interface RunKeeper {
  /** Puts a run in front of the others; the very same again only counts. */
  record(result: RunResult): Promise<void>;
  /** Brings those of earlier visits. */
  read(): Promise<void>;
  /** Keeps those that this browser has not got yet. */
  keep(): Promise<void>;
  pin(id: string): Promise<void>;
  /** All but those that are pinned. */
  forget(): Promise<void>;
  bringBack(): Promise<void>;
}

/** Keeps the runs of the open project, one thing after the other. */
export function runKeeper(context: Context): RunKeeper {
  const { store, services } = context;
  const slice = (): HistorySlice => store.getState().history;
  const openId = (): string => store.getState().project.current.id;
  const shelf = () => services.storage.shelf();
  /** Runs as they were kept last. */
  const kept = new WeakSet<PastRun>();
  /** The highest number in use, also of what is forgotten. */
  let top = { project: '', number: 0 };
  let turn: Promise<void> = Promise.resolve();

  /** Work on the project that is open when its turn comes; what is for another one by then is dropped. */
  const inTurn = (work: (isStill: () => boolean) => Promise<void>): Promise<void> => {
    const id = openId();
    const isStill = (): boolean => openId() === id;
    const begin = async (): Promise<void> => {
      if (!isStill()) return;
      if (top.project !== id) top = { project: id, number: 0 };
      await work(isStill);
    };
    turn = turn.then(begin, begin);
    return turn;
  };

  /** What the browser refuses is told, and costs nothing but the keeping. */
  const attempt = async (work: () => Promise<void>, isStill: () => boolean): Promise<void> => {
    try {
      await work();
      if (isStill() && slice().trouble !== undefined) patch(context, 'history', { trouble: undefined });
    } catch (error) {
      if (isStill()) patch(context, 'history', { trouble: troubleOf(error) });
    }
  };

  const show = (runs: readonly PastRun[], fields: Partial<HistorySlice> = {}): void => {
    const surplus = new Set(tooMuch(runs.map((run) => ({ ...run, size: sizeOf(run) }))));
    top.number = Math.max(top.number, ...runs.map(({ number }) => number));
    patch(context, 'history', { runs: runs.filter(({ number }) => !surplus.has(number)), ...fields });
  };

  /** Reads what this browser kept, and puts it below what has been run since. */
  const bring = async (most: number | undefined, isStill: () => boolean): Promise<void> => {
    const texts = await (await shelf()).runs(openId(), most);
    if (!isStill()) return;
    top.number = Math.max(top.number, ...texts.map(({ number }) => number));
    const ids = new Set(slice().runs.map(({ id }) => id));
    const earlier = texts.flatMap((one) => parseRun(one) ?? []).filter(({ id }) => !ids.has(id));
    earlier.forEach((run) => kept.add(run));
    show([...slice().runs, ...earlier].toSorted((one, other) => other.number - one.number));
  };

  const keepAll = async (isStill: () => boolean): Promise<void> => {
    const { saved, current } = store.getState().project;
    if (saved === 'copy' || saved === 'deleted') return;
    for (const run of slice().runs.toReversed()) {
      if (kept.has(run)) continue;
      const { id, number, isPinned } = run;
      const given = await (await shelf()).keepRun(current.id, { id, number, isPinned, text: textOfRun(run) });
      if (!isStill()) return;
      const known = given === number ? run : { ...run, number: given };
      kept.add(known);
      if (known !== run) show(slice().runs.map((one) => (one === run ? known : one)));
    }
  };

  const readAll = async (isStill: () => boolean): Promise<void> => {
    if (slice().earlier === 'read') return;
    patch(context, 'history', { earlier: 'reading' });
    await attempt(() => bring(undefined, isStill), isStill);
    if (isStill()) patch(context, 'history', { earlier: 'read' });
  };

  return {
    record: (result) =>
      inTurn(async (isStill) => {
        if (result.project.id !== openId()) return;
        // The latest of an earlier visit gives the number, and may be the very same.
        const isFirst = slice().runs.length === 0 && slice().earlier === 'unread' && top.number === 0;
        if (isFirst) await attempt(() => bring(1, isStill), isStill);
        if (!isStill()) return;
        const { runs } = slice();
        const [last, ...others] = runs;
        const run = { ...pastRunOf(result, services.randomId()), number: top.number + 1 };
        const isAgain = last !== undefined && isSame(last, run);
        show(isAgain ? [{ ...last, at: run.at, times: last.times + 1 }, ...others] : [run, ...runs]);
        await attempt(() => keepAll(isStill), isStill);
      }),
    keep: () => inTurn((isStill) => attempt(() => keepAll(isStill), isStill)),
    read: () => inTurn(readAll),
    pin: (id) =>
      inTurn(async (isStill) => {
        show(slice().runs.map((run) => (run.id === id ? { ...run, isPinned: !run.isPinned } : run)));
        await attempt(() => keepAll(isStill), isStill);
      }),
    forget: () =>
      inTurn(async (isStill) => {
        await readAll(isStill);
        if (!isStill()) return;
        const forgotten = slice().runs.filter(({ isPinned }) => !isPinned);
        const runs = slice().runs.filter(({ isPinned }) => isPinned);
        show(runs, { forgotten, compared: [] });
        const numbers = forgotten.map(({ number }) => number);
        await attempt(async () => (await shelf()).dropRuns(openId(), numbers), isStill);
      }),
    bringBack: () =>
      inTurn(async (isStill) => {
        const { runs, forgotten } = slice();
        const all = [...runs, ...forgotten].toSorted((one, other) => other.number - one.number);
        forgotten.forEach((run) => kept.delete(run));
        show(all, { forgotten: [] });
        await attempt(() => keepAll(isStill), isStill);
      }),
  };
}

/** Runs do not change: each is measured once. */
const sizes = new WeakMap<PastRun, number>();

function sizeOf(run: PastRun): number {
  const size = sizes.get(run) ?? textOfRun(run).length;
  sizes.set(run, size);
  return size;
}
