import type { EditorSlice, RanLine } from '../../../state/index.ts';
import { monaco, pathOf } from '../setup.ts';
import { words } from './help.words.ts';

type Files = Readonly<Record<string, string>>;

const kept = new WeakMap<monaco.editor.ITextModel, { readonly of: EditorSlice['ran']; readonly ids: string[] }>();

/** Marks the lines that called the proxy in the last run. Once the text is another, they go along with it, faintly. */
export function showRanLines(editor: monaco.editor.IStandaloneCodeEditor, ran: EditorSlice['ran'], files: Files): void {
  const model = editor.getModel();
  if (model === null) return;
  const path = pathOf(model.uri);
  const isStale = ran.files[path] !== files[path];
  editor.getContainerDomNode().classList.toggle('ran-is-stale', isStale);
  const before = kept.get(model);
  if (isStale || before?.of === ran) return;
  const own = ran.lines.filter((one) => one.path === path && one.line <= model.getLineCount());
  kept.set(model, { of: ran, ids: model.deltaDecorations(before?.ids ?? [], own.map(decorationOf)) });
}

function decorationOf({ line, calls }: RanLine): monaco.editor.IModelDeltaDecoration {
  const told = words.ran(Object.entries(calls).map(([name, count]) => words.times(name, count)));
  return {
    range: new monaco.Range(line, 1, line, 1),
    options: {
      stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
      linesDecorationsClassName: 'ran-line',
      linesDecorationsTooltip: told,
      lineNumberHoverMessage: { value: told },
    },
  };
}
