import { ChevronRight, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { isLessonProject, type Pane } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import { ChainPanel } from '../chain/ChainPanel.tsx';
import { DockPanel } from '../dock/DockPanel.tsx';
import { EditorPanel } from '../editor/EditorPanel.tsx';
import { LessonPanel } from '../lesson/late-lesson.ts';
import { FilesPanel } from '../files/FilesPanel.tsx';
import { RequestPanel } from '../request/RequestPanel.tsx';
import { ResultPanel } from '../result/ResultPanel.tsx';
import { BottomBar } from './BottomBar.tsx';
import { SettingsPane } from '../settings/late-settings.ts';
import { words } from './layout.words.ts';

export function NarrowLayout() {
  const { pane, settings, isLesson } = useSelected(({ view, project }) => ({
    pane: view.pane,
    settings: view.settings,
    isLesson: isLessonProject(project.current.id),
  }));
  const contents: Record<Pane, ReactNode> = {
    lesson: (
      <Suspense>
        <LessonPanel />
      </Suspense>
    ),
    chain: settings ? (
      <Suspense fallback={<div className="loading" />}>
        <SettingsPane />
      </Suspense>
    ) : (
      <div className="chain-and-files">
        <ChainPanel />
        <FilesPanel />
      </div>
    ),
    code: <EditorPanel />,
    request: <RequestPanel />,
    result: <ResultPanel />,
    dock: <DockPanel />,
  };
  return (
    <>
      <ChainPath />
      <div className="narrow-pane">{contents[pane]}</div>
      <BottomBar isLesson={isLesson} />
    </>
  );
}

/** The chain as a path; where there is no room for cards. */
function ChainPath() {
  const commands = useCommands();
  const { filters, pane } = useSelected(({ project, view }) => ({ filters: project.current.filters, pane: view.pane }));
  return (
    <nav className="chain-path" aria-label={words.chainPath}>
      <span className="faint">{words.client}</span>
      {filters.map(({ id, name, enabled }, index) => (
        <span key={id} className="path-step">
          <ChevronRight aria-hidden />
          <Button
            look="quiet"
            className={enabled ? undefined : 'is-off'}
            onClick={() => commands.setView({ pane: 'chain', openFilter: id, settings: 'plugin' })}
          >
            <FilterNumber index={index} />
            {name}
          </Button>
        </span>
      ))}
      <ChevronRight aria-hidden />
      <span className="faint">{words.upstream}</span>
      <Button
        look="quiet"
        className="icon"
        aria-label={words.editChain}
        aria-pressed={pane === 'chain'}
        onClick={() => commands.setView({ pane: 'chain' })}
      >
        <SlidersHorizontal aria-hidden />
      </Button>
    </nav>
  );
}
