import { Suspense, useEffect, useMemo } from 'react';
import type { MonacoEditorProps } from '../../monaco/MonacoEditor.tsx';
import { useCommands, usePage, useSelected } from '../../app-context.tsx';
import { late } from '../../parts/late.ts';
import { Pane } from '../../parts/Pane.tsx';
import { EditorTabs } from './EditorTabs.tsx';
import { PlainEditor } from './PlainEditor.tsx';
import { problemsOf } from './problems.ts';
import { runProblemsOf } from './run-problems.ts';
import { isSdkPath } from './sdk-path.ts';
import { ProblemList } from './ProblemList.tsx';
import { SourcePreview } from './SourcePreview.tsx';
import { useAfterFirstResult, whenIdle } from './use-after-first-result.ts';
import { words } from './editor.words.ts';
import './editor.css';

const MonacoEditor = late<MonacoEditorProps>(
  () => import('../../monaco/MonacoEditor.tsx').then((it) => it.MonacoEditor),
  PlainEditor,
);

export function EditorPanel() {
  const commands = useCommands();
  const { store } = usePage();
  const { id, files, active, reveal, entries, marks, ran, result } = useSelected(({ project, editor, build, run }) => ({
    id: project.current.id,
    files: project.current.files,
    active: editor.active,
    reveal: editor.reveal,
    entries: build.entries,
    marks: editor.marks,
    ran: editor.ran,
    result: run.result,
  }));
  const isTimeForMonaco = useAfterFirstResult();
  const report = result?.report;
  useEffect(() => {
    if (!isTimeForMonaco || report === undefined) return;
    return whenIdle(() => void commands.markLines());
  }, [isTimeForMonaco, report, commands]);
  const problems = problemsOf(entries);
  const runProblems = useMemo(() => runProblemsOf(marks, result, files), [marks, result, files]);
  const text = active === undefined ? undefined : (files[active] ?? (isSdkPath(active) ? '' : undefined));
  const preview = <SourcePreview path={active ?? ''} text={text ?? ''} />;
  return (
    <Pane title={words.title} isTitleHidden className="editor-pane">
      <EditorTabs />
      <div className="editor-area">
        {active === undefined || text === undefined ? (
          <p className="empty">{words.empty}</p>
        ) : isTimeForMonaco ? (
          <Suspense fallback={preview}>
            <MonacoEditor
              project={id}
              files={files}
              active={active}
              problems={problems}
              runProblems={runProblems}
              ran={ran}
              reveal={reveal}
              cursorOf={(path) => store.getState().editor.cursors[path]}
              onCursor={(path, line, column) => commands.placeCursor(path, line, column)}
              onOpen={(path, place) => commands.openFile(path, place)}
              onSave={() => void commands.act('copy-link')}
              onEdit={(path, edited) => commands.editFile(path, edited)}
              onRun={() => void commands.run()}
              onPalette={() => void commands.act('palette')}
              preview={preview}
            />
          </Suspense>
        ) : (
          preview
        )}
      </div>
      <ProblemList />
    </Pane>
  );
}
