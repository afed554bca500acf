import { useCommands, useSelected } from '../../app-context.tsx';
import { StaleMark, useStale } from '../../Stale.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { dockTabs } from './dock-tabs.ts';
import { words } from './dock.words.ts';
import './dock.css';

/** The area below the workbench: the console, and what looks at the run from other sides. */
export function DockPanel() {
  const commands = useCommands();
  const isStale = useStale() !== undefined;
  const active = useSelected(({ view }) => view.dockTab);
  const shown = dockTabs.find(({ id }) => id === active);
  return (
    <section
      className="pane dock"
      aria-label={shown?.label}
      data-stale={(shown?.isOfRun === true && isStale) || undefined}
    >
      <Tabs
        name={words.tabs}
        active={active}
        onChange={(dockTab) => commands.setView({ dockTab })}
        aside={
          <>
            {shown?.isOfRun === true && <StaleMark />}
            {shown?.Actions && <shown.Actions />}
          </>
        }
        tabs={dockTabs.map(({ id, label, Panel }) => ({
          id,
          label,
          content: <Panel />,
        }))}
      />
    </section>
  );
}
