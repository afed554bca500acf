import { Editor } from '@monaco-editor/react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { Diagnostic, EditorSlice } from '../../state/index.ts';
import type { RunProblem } from '../panels/editor/run-problems.ts';
import type * as Help from './help/index.ts';
import { disposeModels, showProblems, syncModels } from './models.ts';
import { words } from './monaco.words.ts';
import { isSdkPath, monaco, pathOf, sdkText, setUpMonaco, uriOf } from './setup.ts';
import { useIsNarrow } from '../panels/layout/use-is-narrow.ts';
import { onLook } from '../theme.ts';
import { editorTheme, showEditorTheme } from './themes.ts';
import { leaveByEscape, teachKeys } from './keys.ts';

export interface MonacoEditorProps {
  /** Id of the project: another one starts with models of its own. */
  readonly project: string;
  readonly files: Readonly<Record<string, string>>;
  readonly active: string;
  readonly problems: readonly Diagnostic[];
  /** What went wrong while a line ran. */
  readonly runProblems: readonly RunProblem[];
  readonly ran: EditorSlice['ran'];
  readonly reveal: EditorSlice['reveal'];
  /** Where the cursor was in a file that is shown. */
  readonly cursorOf: (path: string) => { readonly line: number; readonly column: number } | undefined;
  readonly onCursor: (path: string, line: number, column: number) => void;
  readonly onEdit: (path: string, text: string) => void;
  readonly onOpen: (path: string, at: { readonly line: number; readonly column: number }) => void;
  readonly onRun: () => void;
  /** Ctrl+S: the text is in its form. */
  readonly onSave: () => void;
  readonly onPalette: () => void;
  /** Stands here until the editor does. */
  readonly preview: ReactNode;
}

type CodeEditor = monaco.editor.IStandaloneCodeEditor;

setUpMonaco();

const options: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontSize: 14,
  lineHeight: 20,
  fontLigatures: false,
  minimap: { enabled: false },
  padding: { top: 8, bottom: 8 },
  lineNumbersMinChars: 3,
  folding: false,
  glyphMargin: false,
  lineDecorationsWidth: 14,
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  renderLineHighlight: 'line',
  renderFinalNewline: 'on',
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  tabSize: 2,
  wordBasedSuggestions: 'off',
  fixedOverflowWidgets: true,
  scrollbar: { useShadows: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  stickyScroll: { enabled: false },
  showUnused: false,
  // What helps with writing has one of its own, which stands beside the code and not over it.
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
  'semanticHighlighting.enabled': false,
};

export function MonacoEditor(props: MonacoEditorProps) {
  const { project, files, active, problems, runProblems, ran, reveal, preview } = props;
  const isNarrow = useIsNarrow();
  const [editor, setEditor] = useState<CodeEditor>();
  const [help, setHelp] = useState<typeof Help>();
  const open = useEffectEvent(props.onOpen);
  const save = useEffectEvent(props.onSave);
  const edit = useEffectEvent(props.onEdit);
  const placeCursor = useEffectEvent(props.onCursor);
  const putBack = useEffectEvent((shown: CodeEditor, path: string) => {
    const cursor = props.cursorOf(path);
    if (cursor === undefined) return;
    shown.setPosition({ lineNumber: cursor.line, column: cursor.column });
    shown.revealLineInCenterIfOutsideViewport(cursor.line);
  });
  const run = useEffectEvent(props.onRun);
  const openPalette = useEffectEvent(props.onPalette);

  useEffect(() => disposeModels, [project]);
  useEffect(() => {
    syncModels(files);
    // Another project may have a file of the same name: its model is a new one.
    const model = monaco.editor.getModel(uriOf(active));
    if (editor && editor.getModel() !== model) editor.setModel(model);
  }, [editor, files, active, project]);
  useEffect(() => {
    if (editor) putBack(editor, active);
  }, [editor, active, project]);
  useEffect(() => showProblems(problems), [problems, files]);
  useEffect(() => {
    // The editor works without: what helps with writing comes when the page has time.
    const load = () =>
      import('./help/index.ts').then(
        (it) => setHelp(() => it),
        () => undefined,
      );
    if (editor) void load();
  }, [editor]);
  useEffect(() => {
    const taught = editor && help?.teach(editor, { open: (path, at) => open(path, at), save: () => save() });
    return () => taught?.dispose();
  }, [editor, help]);
  useEffect(() => help?.showRunProblems(runProblems), [help, runProblems, files, active]);
  useEffect(() => {
    if (editor) help?.showRanLines(editor, ran, files);
  }, [editor, help, ran, files, active]);
  useEffect(() => onLook(showEditorTheme), []);

  useEffect(() => {
    if (!editor) return;
    const changes = editor.onDidChangeModelContent(() => {
      const model = editor.getModel();
      if (model) edit(pathOf(model.uri), model.getValue());
    });
    const cursor = editor.onDidChangeCursorPosition(({ position, source }) => {
      const model = editor.getModel();
      // Another model begins at its first line; that is no place where somebody has been.
      if (model && source !== 'model') placeCursor(pathOf(model.uri), position.lineNumber, position.column);
    });
    const keys = teachKeys(editor, { run: () => run(), palette: () => openPalette() });
    const leaving = leaveByEscape(editor);
    return () => [changes, cursor, keys, leaving].forEach((one) => one.dispose());
  }, [editor]);

  useEffect(() => {
    editor?.updateOptions({ ariaLabel: words.editor(active), readOnly: isSdkPath(active) });
  }, [editor, active]);

  useEffect(() => {
    // On a small screen neither code nor what is said beside it can be read to its end otherwise.
    editor?.updateOptions({ wordWrap: isNarrow ? 'on' : 'off' });
  }, [editor, isNarrow]);

  useEffect(() => {
    if (!editor || !reveal || reveal.file !== active) return;
    editor.setSelection(reveal.range);
    editor.revealRangeInCenterIfOutsideViewport(reveal.range);
    editor.focus();
  }, [editor, reveal, active]);

  return (
    <Editor
      path={uriOf(active).toString()}
      defaultLanguage="typescript"
      defaultValue={files[active] ?? sdkText(active) ?? ''}
      theme={editorTheme()}
      options={options}
      keepCurrentModel
      loading={preview}
      beforeMount={() => showEditorTheme()}
      onMount={(mounted) => {
        showEditorTheme();
        setEditor(mounted);
      }}
    />
  );
}
