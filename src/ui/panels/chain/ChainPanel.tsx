import { Suspense, useState } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { late } from '../../parts/late.ts';
import { Pane } from '../../parts/Pane.tsx';
import { AddFilterMenu } from './AddFilterMenu.tsx';
import { FilterCard } from './FilterCard.tsx';
import { FilterDetails } from './FilterDetails.tsx';
import { words } from './chain.words.ts';
import './chain.css';

const ModuleAsk = late(
  () => import('./ModuleAsk.tsx').then((it) => it.ModuleAsk),
  () => null,
);

const OtherPlugins = late(
  () => import('./OtherPlugins.tsx').then((it) => it.OtherPlugins),
  () => null,
);

export function ChainPanel() {
  const commands = useCommands();
  const { filters, openFilter, modules, absent } = useSelected(
    ({ project, view, modules: known, absent: lacking }) => ({
      filters: project.current.filters,
      openFilter: view.openFilter,
      modules: known,
      absent: lacking,
    }),
  );
  const [dragged, setDragged] = useState<string>();
  const [target, setTarget] = useState<number>();
  const drop = () => {
    if (dragged !== undefined && target !== undefined) commands.moveFilter(dragged, target);
    setDragged(undefined);
    setTarget(undefined);
  };
  return (
    <Pane title={words.title} actions={<AddFilterMenu />}>
      <div className="scrolls grows">
        {filters.length === 0 && <p className="empty">{words.empty}</p>}
        <ol className="chain" aria-label={words.list}>
          {filters.map((filter, index) => (
            // Keys move filters, too: the card's own button listens for them.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={filter.id}
              className="card"
              data-off={!filter.enabled || undefined}
              data-target={target === index && dragged !== filter.id ? true : undefined}
              onDragEnter={() => setTarget(index)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={drop}
              onDragEnd={drop}
            >
              <FilterCard
                filter={filter}
                index={index}
                count={filters.length}
                isOpen={openFilter === filter.id}
                onDragStart={() => setDragged(filter.id)}
              />
              {filter.module.kind === 'wasm' && absent.includes(filter.module.sha256) && (
                <Suspense>
                  <ModuleAsk id={filter.id} filter={filter.name} module={filter.module} />
                </Suspense>
              )}
              {openFilter === filter.id && (
                <FilterDetails
                  filter={filter}
                  known={filter.module.kind === 'wasm' ? modules[filter.module.sha256] : undefined}
                  onChange={(fields) => commands.setFilter(filter.id, fields)}
                />
              )}
            </li>
          ))}
        </ol>
        {absent.length > 0 && (
          <Suspense>
            <OtherPlugins />
          </Suspense>
        )}
      </div>
    </Pane>
  );
}
