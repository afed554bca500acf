import { monaco } from '../setup.ts';
import { completions } from './completions.ts';
import { type Fix, fixesFor, lackOf } from './fixes.ts';
import { hintFor } from './hints.ts';
import { hoverTexts } from './hover.ts';
import { words } from './help.words.ts';
import { rangeOf } from './ranges.ts';
import { sdkFacts } from './read-facts.ts';

type Model = monaco.editor.ITextModel;

const LANGUAGE = 'typescript';
let isRegistered = false;

/** Suggestions, quick fixes and explanations, for all editors of the page. */
export function registerProviders(): void {
  if (isRegistered) return;
  isRegistered = true;
  monaco.languages.registerCompletionItemProvider(LANGUAGE, completions);
  monaco.languages.registerHoverProvider(LANGUAGE, { provideHover: hoverAt });
  monaco.languages.registerCodeActionProvider(
    LANGUAGE,
    {
      provideCodeActions: (model, _, { markers }) => ({
        actions: actionsFor(model, markers),
        dispose: () => undefined,
      }),
    },
    { providedCodeActionKinds: ['quickfix'] },
  );
}

function hoverAt(model: Model, position: monaco.Position): monaco.languages.Hover | undefined {
  const word = model.getWordAtPosition(position);
  if (word === null) return undefined;
  const { lineNumber } = position;
  const range = new monaco.Range(lineNumber, word.startColumn, lineNumber, word.endColumn);
  const hints = hintsAt(model, position).map((hint) => `_${words.hint}_ ${hint}`);
  const contents = [...hints, ...hoverTexts(word.word, sdkFacts())].map((value) => ({ value }));
  return contents.length === 0 ? undefined : { range, contents };
}

/** What the compiler's errors at a place mean for a filter. */
function hintsAt(model: Model, position: monaco.Position): string[] {
  const markers = monaco.editor.getModelMarkers({ resource: model.uri, owner: 'asc' });
  const here = markers.filter((marker) => monaco.Range.containsPosition(marker, position));
  return here.flatMap((marker) => hintFor(codeOf(marker), marker.message) ?? []);
}

const codeOf = ({ code }: monaco.editor.IMarkerData): number =>
  Number((typeof code === 'string' ? code : (code?.value ?? '')).replace('AS', ''));

function actionsFor(model: Model, markers: readonly monaco.editor.IMarkerData[]): monaco.languages.CodeAction[] {
  return markers.flatMap((marker) => {
    const made = fixesOf(model, marker);
    return made.map((fix, i) => ({
      title: fix.title,
      kind: 'quickfix',
      diagnostics: [marker],
      isPreferred: i === 0,
      edit: {
        edits: fix.edits.map((edit) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: rangeOf(model, edit), text: edit.text },
        })),
      },
    }));
  });
}

/** How what a marker says can be mended. */
export function fixesOf(model: Model, marker: monaco.editor.IMarkerData): readonly Fix[] {
  const text = model.getValue();
  if (marker.source === 'weir') {
    const lack = lackOf(text);
    return lack === undefined ? [] : [lack.fix];
  }
  if (marker.source !== 'asc') return [];
  const start = model.getOffsetAt({ lineNumber: marker.startLineNumber, column: marker.startColumn });
  const end = model.getOffsetAt({ lineNumber: marker.endLineNumber, column: marker.endColumn });
  return fixesFor({ code: codeOf(marker), message: marker.message, start, end }, text, sdkFacts());
}
