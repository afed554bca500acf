import { ArrowLeft, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { SettingsPage } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { Switch } from '../../parts/Switch.tsx';
import { useFocusReturn } from '../../parts/use-focus-return.ts';
import { useIsNarrow } from '../layout/use-is-narrow.ts';
import { ClustersPage } from './ClustersPage.tsx';
import { placeOfPlugin } from './place-of-plugin.ts';
import { PluginSettings } from './PluginSettings.tsx';
import { RoutesPage } from './RoutesPage.tsx';
import { WorkersPage } from './WorkersPage.tsx';
import { words } from './settings.words.ts';
import './settings.css';

/** What shapes a run, beside the code: over the editor, so that chain, request and result stay in view. */
export function SettingsPane() {
  const commands = useCommands();
  const isNarrow = useIsNarrow();
  const { page, openFilter, project } = useSelected(({ view, project: { current } }) => ({
    page: view.settings,
    openFilter: view.openFilter,
    project: current,
  }));
  const sheet = useRef<HTMLElement>(null);
  useFocusReturn();
  useEffect(() => sheet.current?.focus(), [page, openFilter]);
  if (page === undefined) return null;
  const close = () => commands.setView({ settings: undefined, openFilter: undefined });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  const place = openFilter === undefined ? undefined : placeOfPlugin(project, openFilter);
  const plugin = place && project[place].find(({ id }) => id === openFilter);
  const title = page === 'plugin' ? (plugin?.name ?? words.gone) : words[page];
  return (
    // Escape closes it from any control inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={sheet}
      className="settings-sheet pane"
      aria-label={page === 'plugin' && plugin ? words.settingsOf(plugin.name) : title}
      data-settings={page}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="pane-head">
        {isNarrow && <IconButton small name={words.back} icon={<ArrowLeft />} onClick={close} />}
        <h2 className="settings-title">
          <strong>{title}</strong>
          {page === 'plugin' && place && <span className="badge">{words.places[place]}</span>}
        </h2>
        <div className="actions">
          {page === 'plugin' && plugin && (
            <Switch
              name={words.isOn(plugin.name)}
              isOn={plugin.enabled}
              onChange={() => commands.toggleFilter(plugin.id)}
            />
          )}
          {!isNarrow && <IconButton small name={words.close} icon={<X />} onClick={close} />}
        </div>
      </div>
      <div className="scrolls grows settings-body">
        {page === 'plugin' && plugin && place ? (
          <PluginSettings key={plugin.id} plugin={plugin} place={place} />
        ) : (
          pages[page]
        )}
      </div>
    </section>
  );
}

const pages: Readonly<Record<SettingsPage, ReactNode>> = {
  plugin: <p className="empty">{words.gone}</p>,
  clusters: <ClustersPage />,
  routes: <RoutesPage />,
  workers: <WorkersPage />,
};
