import { Suspense, useState } from 'react';
import type { ChainFilter } from '../../../model/index.ts';
import type { PluginPlace } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { late } from '../../parts/late.ts';
import { FilterCard } from './FilterCard.tsx';

const ModuleAsk = late(
  () => import('./ModuleAsk.tsx').then((it) => it.ModuleAsk),
  () => null,
);

interface PluginListProps {
  readonly place: PluginPlace;
  readonly plugins: readonly ChainFilter[];
  readonly name: string;
}

/** Plugins of one place as cards, in their order. */
export function PluginList({ place, plugins, name }: PluginListProps) {
  const commands = useCommands();
  const { openFilter, absent } = useSelected(({ view, absent: lacking }) => ({
    openFilter: view.openFilter,
    absent: lacking,
  }));
  const [dragged, setDragged] = useState<string>();
  const [target, setTarget] = useState<number>();
  const drop = () => {
    if (dragged !== undefined && target !== undefined) commands.moveFilter(dragged, target);
    setDragged(undefined);
    setTarget(undefined);
  };
  return (
    <ol className="chain" aria-label={name}>
      {plugins.map((plugin, index) => (
        // Keys move filters, too: the card's own button listens for them.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <li
          key={plugin.id}
          className="card"
          data-off={!plugin.enabled || undefined}
          data-open={openFilter === plugin.id || undefined}
          data-target={target === index && dragged !== undefined && dragged !== plugin.id ? true : undefined}
          onDragEnter={() => setTarget(index)}
          onDragOver={(event) => dragged !== undefined && event.preventDefault()}
          onDrop={drop}
          onDragEnd={drop}
        >
          <FilterCard
            filter={plugin}
            place={place}
            index={index}
            count={plugins.length}
            isOpen={openFilter === plugin.id}
            onDragStart={() => setDragged(plugin.id)}
          />
          {plugin.module.kind === 'wasm' && absent.includes(plugin.module.sha256) && (
            <Suspense>
              <ModuleAsk id={plugin.id} filter={plugin.name} module={plugin.module} />
            </Suspense>
          )}
        </li>
      ))}
    </ol>
  );
}
