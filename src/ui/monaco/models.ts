import type { Diagnostic } from '../../state/index.ts';
import { isSdkPath, monaco, pathOf, uriOf } from './setup.ts';

type Files = Readonly<Record<string, string>>;

/** Makes the editor's models those of the project: one a file, so that each keeps its own undo. */
export function syncModels(files: Files): void {
  for (const model of monaco.editor.getModels()) {
    const path = pathOf(model.uri);
    if (files[path] === undefined && !isSdkPath(path)) model.dispose();
  }
  for (const [path, text] of Object.entries(files)) {
    const model = monaco.editor.getModel(uriOf(path));
    if (model === null) monaco.editor.createModel(text, 'typescript', uriOf(path));
    else if (model.getValue() !== text) replaceText(model, text);
  }
}

/** As an edit that can be undone: the text changed outside the editor. */
function replaceText(model: monaco.editor.ITextModel, text: string): void {
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}

export function disposeModels(): void {
  for (const model of monaco.editor.getModels()) model.dispose();
}

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** Underlines what the compiler said. */
export function showProblems(problems: readonly Diagnostic[]): void {
  for (const model of monaco.editor.getModels()) {
    const path = pathOf(model.uri);
    const markers = problems.filter(({ file }) => file === path).map((problem) => markerOf(model, problem));
    monaco.editor.setModelMarkers(model, 'asc', markers);
  }
}

function markerOf(model: monaco.editor.ITextModel, problem: Diagnostic): monaco.editor.IMarkerData {
  const { line, column, length, code, category, message } = problem;
  const start = model.getOffsetAt({ lineNumber: line, column });
  const end = model.getPositionAt(start + Math.max(1, length));
  return {
    severity: severities[category],
    message,
    code: `AS${code}`,
    source: 'asc',
    startLineNumber: line,
    startColumn: column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}
