import { isSdkPath, monaco, pathOf } from '../setup.ts';
import { showBulb } from './bulb.ts';
import { registerProviders } from './providers.ts';
import { rangeOf } from './ranges.ts';
import { words } from './help.words.ts';
import { lackOf } from './fixes.ts';
import './help.css';

export { showRanLines } from './ran-lines.ts';
export { showRunProblems } from './run-problems.ts';

interface Does {
  readonly open: (path: string, at: { readonly line: number; readonly column: number }) => void;
  readonly save: () => void;
}

type CodeEditor = monaco.editor.IStandaloneCodeEditor;

/** Teaches an editor what helps with writing filters. */
export function teach(editor: CodeEditor, does: Does): monaco.IDisposable {
  registerProviders();
  const parts = [
    monaco.editor.registerEditorOpener({
      openCodeEditor(_, resource, place) {
        const path = pathOf(resource);
        if (!resource.toString(true).startsWith('file:///project/')) return false;
        const line = place === undefined ? 1 : 'startLineNumber' in place ? place.startLineNumber : place.lineNumber;
        const column = place === undefined ? 1 : 'startColumn' in place ? place.startColumn : place.column;
        does.open(path, { line, column });
        return true;
      },
    }),
    editor.addAction({
      id: 'weir.save',
      label: words.save,
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS],
      async run() {
        await editor.getAction('editor.action.formatDocument')?.run();
        does.save();
      },
    }),
    showBulb(editor),
    editor.onDidChangeModelContent(() => showLack(editor.getModel())),
    editor.onDidChangeModel(() => showLack(editor.getModel())),
  ];
  showLack(editor.getModel());
  return { dispose: () => parts.forEach((part) => part.dispose()) };
}

/** Underlines what the compiler does not miss. */
function showLack(model: monaco.editor.ITextModel | null): void {
  if (model === null || isSdkPath(pathOf(model.uri))) return;
  const lack = lackOf(model.getValue());
  const severity = monaco.MarkerSeverity.Info;
  const markers = lack ? [{ ...rangeOf(model, lack), message: lack.message, severity, source: 'weir' }] : [];
  monaco.editor.setModelMarkers(model, 'weir', markers);
}
