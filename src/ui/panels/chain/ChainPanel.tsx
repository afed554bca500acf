import { useSelected } from '../../app-context.tsx';
import { Pane } from '../../parts/Pane.tsx';
import { AddFilterMenu } from './AddFilterMenu.tsx';
import { PluginList } from './PluginList.tsx';
import { ProxyRows } from './ProxyRows.tsx';
import { words } from './chain.words.ts';
import './chain.css';

const besides = ['networkFilters', 'accessLoggers', 'services'] as const;

export function ChainPanel() {
  const project = useSelected(({ project: { current } }) => current);
  return (
    <Pane title={words.title} actions={<AddFilterMenu />}>
      <div className="scrolls grows">
        {project.filters.length + project.networkFilters.length === 0 && <p className="empty">{words.empty}</p>}
        <PluginList place="filters" plugins={project.filters} name={words.list} />
        {besides.map(
          (place) =>
            project[place].length > 0 && (
              <section key={place} aria-label={words.besides[place]}>
                <h3 className="chain-heading">{words.besides[place]}</h3>
                {place === 'networkFilters' && <p className="chain-hint">{words.noConnections}</p>}
                <PluginList place={place} plugins={project[place]} name={words.besides[place]} />
              </section>
            ),
        )}
        <ProxyRows />
      </div>
    </Pane>
  );
}
