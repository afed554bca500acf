import { Suspense } from 'react';
import { isLessonProject } from '../../../state/index.ts';
import { useSelected } from '../../app-context.tsx';
import { ChainPanel } from '../chain/ChainPanel.tsx';
import { DockPanel } from '../dock/DockPanel.tsx';
import { LessonBar, LessonPanel } from '../lesson/late-lesson.ts';
import { FilesPanel } from '../files/FilesPanel.tsx';
import { RequestPanel } from '../request/RequestPanel.tsx';
import { ResultPanel } from '../result/ResultPanel.tsx';
import { EditorArea } from './EditorArea.tsx';
import { Split } from './Split.tsx';
import { words } from './layout.words.ts';

export function WideLayout() {
  const isConsole = useSelected(({ view }) => view.dockTab === 'console');
  const { isLesson, isProse } = useSelected(({ project, lesson }) => ({
    isLesson: isLessonProject(project.current.id),
    isProse: isLessonProject(project.current.id) && !lesson.isProseHidden,
  }));
  const chainAndFiles = (
    <Split
      id="left"
      direction="vertical"
      panes={[
        { id: 'chain', size: '60%', min: '100px', content: <ChainPanel /> },
        { id: 'files', size: '40%', min: '80px', handle: words.resize.files, content: <FilesPanel /> },
      ]}
    />
  );
  const left = isLesson ? (
    <div className="with-lesson-bar">
      <Suspense>
        <LessonBar />
      </Suspense>
      {chainAndFiles}
    </div>
  ) : (
    chainAndFiles
  );
  const prose = (
    <Suspense>
      <LessonPanel />
    </Suspense>
  );
  const right = (
    <Split
      id="right"
      direction="vertical"
      panes={[
        { id: 'request', size: '31%', min: '176px', content: <RequestPanel /> },
        { id: 'result', size: '69%', min: '140px', handle: words.resize.result, content: <ResultPanel /> },
      ]}
    />
  );
  const columns = (
    <Split
      id="columns"
      direction="horizontal"
      panes={[
        ...(isProse ? [] : [{ id: 'left', size: '19%', min: '208px', content: left }]),
        {
          id: 'editor',
          size: isProse ? '50%' : '40%',
          min: '260px',
          ...(!isProse && { handle: words.resize.left }),
          content: <EditorArea />,
        },
        { id: 'right', size: isProse ? '50%' : '41%', min: '320px', handle: words.resize.right, content: right },
      ]}
    />
  );
  const rows = (
    <Split
      id="rows"
      direction="vertical"
      panes={[
        { id: 'columns', size: '79%', min: '240px', content: columns },
        {
          id: 'console',
          size: '21%',
          min: '80px',
          handle: words.resize.console,
          atLeast: isConsole ? undefined : 45,
          content: <DockPanel />,
        },
      ]}
    />
  );
  return (
    <Split
      id="whole"
      direction="horizontal"
      panes={[
        ...(isProse ? [{ id: 'lesson', size: '33%', min: '280px', content: prose }] : []),
        {
          id: 'work',
          size: isProse ? '67%' : '100%',
          min: '560px',
          ...(isProse && { handle: words.resize.lesson }),
          content: rows,
        },
      ]}
    />
  );
}
