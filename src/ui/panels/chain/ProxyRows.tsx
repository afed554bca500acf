import { useCommands, useSelected } from '../../app-context.tsx';
import { words } from './chain.words.ts';

const pages = ['clusters', 'routes', 'workers'] as const;

/** What else the proxy consists of, and how much of it there is. */
export function ProxyRows() {
  const commands = useCommands();
  const { clusters, routes, workers, settings } = useSelected(({ project: { current }, view }) => ({
    clusters: current.clusters.length + 1,
    routes: current.routes.length,
    workers: current.workers,
    settings: view.settings,
  }));
  const counts = { clusters, routes, workers };
  return (
    <section className="proxy-rows" aria-label={words.proxy}>
      {pages.map((page) => (
        <button
          key={page}
          type="button"
          aria-expanded={settings === page}
          onClick={() =>
            commands.setView({ settings: settings === page ? undefined : page, openFilter: undefined, pane: 'chain' })
          }
        >
          {words.pages[page]}
          <span className="count">{counts[page]}</span>
        </button>
      ))}
    </section>
  );
}
