import { isSdkPath, monaco, pathOf, sdkPaths, sdkText } from '../setup.ts';
import { type Fix, fixesFor, importEdit, lackOf } from './fixes.ts';
import { hintFor } from './hints.ts';
import { hoverTexts } from './hover.ts';
import { words } from './help.words.ts';
import { readSdk, type SdkFacts } from './sdk-facts.ts';
import { type Suggestion, suggestionsAt } from './suggestions.ts';

type Model = monaco.editor.ITextModel;

const LANGUAGE = 'typescript';
let facts: SdkFacts | undefined;
let isRegistered = false;

/** What the SDK says of itself, read when it is first asked for. */
function sdkFacts(): SdkFacts {
  return (facts ??= readSdk(Object.fromEntries(sdkPaths().map((path) => [path, sdkText(path) ?? '']))));
}

/** Suggestions, quick fixes and explanations, for all editors of the page. */
export function registerProviders(): void {
  if (isRegistered) return;
  isRegistered = true;
  monaco.languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: ["'", '"', '`', ':', '-', '.'],
    provideCompletionItems: (model, position) => ({ suggestions: completions(model, position) }),
  });
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

function completions(model: Model, position: monaco.Position): monaco.languages.CompletionItem[] {
  if (isSdkPath(pathOf(model.uri))) return [];
  const end = model.getOffsetAt(position);
  const before = model.getValue().slice(0, end);
  const typed = /[\w:.-]*$/.exec(before)?.[0].length ?? 0;
  const list = suggestionsAt(before, sdkFacts());
  const isCallback = list[0]?.kind === 'callback';
  const word = isCallback ? (/\w*$/.exec(before)?.[0].length ?? 0) : typed;
  const from = model.getPositionAt(end - word);
  const range = monaco.Range.fromPositions(from, position);
  return list.map((one) => itemOf(one, range, model));
}

function itemOf(one: Suggestion, range: monaco.Range, model: Model): monaco.languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const isCallback = one.kind === 'callback';
  const edit = isCallback && one.insert.includes('Action') ? importEdit(model.getValue(), ['Action']) : undefined;
  return {
    label: one.label,
    detail: one.detail,
    documentation: { value: [one.doc, ...(isCallback ? hoverTexts(one.label, sdkFacts()) : [])].join('\n\n') },
    kind: isCallback ? CompletionItemKind.Method : CompletionItemKind.Value,
    insertText: one.insert,
    range,
    sortText: `0${one.label}`,
    ...(isCallback && { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet }),
    ...(edit && { additionalTextEdits: [{ range: rangeOf(model, edit), text: edit.text }] }),
  };
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

function fixesOf(model: Model, marker: monaco.editor.IMarkerData): readonly Fix[] {
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

export function rangeOf(model: Model, { start, end }: { readonly start: number; readonly end: number }): monaco.IRange {
  const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
