import type { RunProblem } from '../../panels/editor/run-problems.ts';
import { monaco, uriOf } from '../setup.ts';
import { words } from './help.words.ts';

const OWNER = 'run';
const kept = new Map<string, string[]>();

/** Marks the lines that failed in the run on show, and says beside them what happened. */
export function showRunProblems(problems: readonly RunProblem[]): void {
  for (const model of monaco.editor.getModels()) {
    const own = problems.filter(({ file }) => uriOf(file).toString() === model.uri.toString());
    monaco.editor.setModelMarkers(
      model,
      OWNER,
      own.map((problem) => markerOf(model, problem)),
    );
    const before = kept.get(model.id) ?? [];
    const lines = new Map(own.toReversed().map((problem) => [problem.line, problem]));
    kept.set(
      model.id,
      model.deltaDecorations(
        before,
        [...lines.values()].map((one) => decorationOf(model, one)),
      ),
    );
  }
}

function rangeOf(model: monaco.editor.ITextModel, { line, column }: RunProblem): monaco.IRange {
  const lineNumber = Math.min(line, model.getLineCount());
  const endColumn = Math.max(column + 1, model.getLineMaxColumn(lineNumber));
  return { startLineNumber: lineNumber, startColumn: column, endLineNumber: lineNumber, endColumn };
}

function markerOf(model: monaco.editor.ITextModel, problem: RunProblem): monaco.editor.IMarkerData {
  const { told, category, source } = problem;
  const { MarkerSeverity } = monaco;
  return {
    ...rangeOf(model, problem),
    severity: category === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
    message: `${told.cause} ${told.remedy}`,
    source: `${source}, ${words.atRunTime}`,
  };
}

function decorationOf(model: monaco.editor.ITextModel, problem: RunProblem): monaco.editor.IModelDeltaDecoration {
  const { told, category } = problem;
  const { endLineNumber, endColumn } = rangeOf(model, problem);
  return {
    range: new monaco.Range(endLineNumber, endColumn, endLineNumber, endColumn),
    options: {
      showIfCollapsed: true,
      after: { content: `  ${told.cause}`, inlineClassName: `run-note run-note-${category}` },
    },
  };
}
