import type { Report } from '../../../model/index.ts';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import { useSelected } from '../../app-context.tsx';
import { words } from './inside.words.ts';

/** A plugin: a filter of the chain with its number and hue, another one by its name. */
export function Who({ report, plugin }: { report: Report; plugin: number }) {
  const filters = useSelected(({ run }) => run.result?.filters.length ?? 0);
  const known = report.plugins[plugin];
  if (known === undefined) return <span className="soft">{words.envoy}</span>;
  return (
    <span className="who">
      {plugin < filters && <FilterNumber index={plugin} />}
      <span>{known.name}</span>
    </span>
  );
}
