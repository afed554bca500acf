import { tooMuch } from '../history/run-limits.ts';
import type { Shelf } from '../ports.ts';
import type { Database } from './database.ts';

/** The runs of projects, as texts. */
export function browserRuns(database: () => Promise<Database>): Pick<Shelf, 'keepRun' | 'runs' | 'dropRuns'> {
  return {
    async keepRun(project, { id, number, isPinned, text }) {
      const writing = (await database()).transaction('runs', 'readwrite');
      const heads = await headsOf(writing.store.index('heads'), project);
      const isTaken = heads.some((one) => one.number === number && one.id !== id);
      const given = isTaken ? Math.max(...heads.map((one) => one.number)) + 1 : number;
      const run = { project, number: given, id, isPinned: isPinned ? 1 : 0, size: text.length, text } as const;
      const others = heads.filter((one) => one.number !== given);
      const surplus = tooMuch([...others, { number: given, isPinned, size: text.length }]);
      await Promise.all([
        writing.store.put(run),
        ...surplus.map((one) => writing.store.delete([project, one])),
        writing.done,
      ]);
      return given;
    },
    async runs(project, most = Infinity) {
      const reading = (await database()).transaction('runs').store;
      const runs: { number: number; text: string }[] = [];
      let cursor = await reading.openCursor(ofOneProject(project), 'prev');
      for (; cursor && runs.length < most; cursor = await cursor.continue()) {
        const { number, text } = cursor.value;
        runs.push({ number, text });
      }
      return runs;
    },
    async dropRuns(project, numbers) {
      const writing = (await database()).transaction('runs', 'readwrite');
      await Promise.all([...numbers.map((number) => writing.store.delete([project, number])), writing.done]);
    },
  };
}

/** All keys that begin with the id of a project. */
export const ofOneProject = (project: string): IDBKeyRange => IDBKeyRange.bound([project], [project, []]);

interface Heads {
  openKeyCursor(range: IDBKeyRange): Promise<HeadCursor | null>;
}
interface HeadCursor {
  readonly key: readonly [string, number, string, number, number];
  continue(): Promise<HeadCursor | null>;
}

async function headsOf(index: Heads, project: string) {
  const heads: { number: number; id: string; isPinned: boolean; size: number }[] = [];
  for (let cursor = await index.openKeyCursor(ofOneProject(project)); cursor; cursor = await cursor.continue()) {
    const [, number, id, isPinned, size] = cursor.key;
    heads.push({ number, id, isPinned: isPinned === 1, size });
  }
  return heads;
}
