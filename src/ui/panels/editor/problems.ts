import type { Diagnostic, EntryBuild } from '../../../state/index.ts';

type Entries = Readonly<Record<string, EntryBuild>>;

/** What the compiler said of all modules, each place once: two modules may share a file. Errors come first. */
export function problemsOf(entries: Entries): readonly Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const one of Object.values(entries).flatMap(({ diagnostics }) => diagnostics)) {
    const key = JSON.stringify([one.file, one.start, one.length, one.code, one.message]);
    if (!seen.has(key)) seen.set(key, one);
  }
  const rank = ({ category }: Diagnostic) => ['error', 'warning', 'info'].indexOf(category);
  return [...seen.values()].sort((one, other) => rank(one) - rank(other));
}

/** How many errors each file has; files without any are left out. */
export function errorsByFile(entries: Entries): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { file, category } of problemsOf(entries)) {
    if (category === 'error') counts[file] = (counts[file] ?? 0) + 1;
  }
  return counts;
}
