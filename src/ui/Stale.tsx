import { useSelected } from './app-context.tsx';
import { words } from './stale.words.ts';

/** Why the run on show is not that of what stands on screen; undefined: it is. Every part that shows a run asks. */
export function useStale(): string | undefined {
  return useSelected(({ run, build }) => {
    if (!run.isStale || run.result === undefined) return undefined;
    if (run.failure !== undefined) return words.failed;
    return Object.values(build.entries).some(({ isStale }) => isStale) ? words.sources : words.changed;
  });
}

/** Says so, where a run is shown. */
export function StaleMark() {
  const why = useStale();
  if (why === undefined) return null;
  return (
    <span className="badge" data-tone="changed" title={why}>
      {words.stale}
    </span>
  );
}
