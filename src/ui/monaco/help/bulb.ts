import { monaco } from '../setup.ts';
import { words } from './help.words.ts';
import { fixesOf } from './providers.ts';

const BULB = 'fix-bulb';

/** A bulb beside the cursor's line when something there can be mended at a click: over the code it would hide letters. */
export function showBulb(editor: monaco.editor.IStandaloneCodeEditor): monaco.IDisposable {
  const bulb = editor.createDecorationsCollection();
  const place = () => {
    const marker = mendable(editor);
    bulb.set(marker === undefined ? [] : [{ range: startOf(marker), options }]);
  };
  const parts = [
    editor.onDidChangeCursorPosition(place),
    editor.onDidChangeModel(place),
    monaco.editor.onDidChangeMarkers(place),
    editor.onMouseUp(({ target }) => {
      const marker = target.element?.classList.contains(BULB) ? mendable(editor) : undefined;
      if (marker === undefined) return;
      editor.setPosition(startOf(marker).getStartPosition());
      editor.focus();
      editor.trigger(BULB, 'editor.action.quickFix', undefined);
    }),
  ];
  place();
  return { dispose: () => parts.forEach((part) => part.dispose()) };
}

const options: monaco.editor.IModelDecorationOptions = {
  stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
  linesDecorationsClassName: `${BULB} codicon codicon-light-bulb`,
  linesDecorationsTooltip: words.fix,
};

/** What stands on the cursor's line and has a fix. */
function mendable(editor: monaco.editor.IStandaloneCodeEditor): monaco.editor.IMarker | undefined {
  const model = editor.getModel();
  const line = editor.getPosition()?.lineNumber;
  if (model === null || line === undefined) return undefined;
  const markers = monaco.editor.getModelMarkers({ resource: model.uri });
  return markers.find((marker) => marker.startLineNumber === line && fixesOf(model, marker).length > 0);
}

const startOf = ({ startLineNumber, startColumn }: monaco.editor.IMarker): monaco.Range =>
  new monaco.Range(startLineNumber, startColumn, startLineNumber, startColumn);
