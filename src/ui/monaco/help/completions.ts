import { getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register';
import { SuggestAdapter } from 'monaco-editor/languages/features/typescript/tsMode';
import { isSdkPath, monaco, pathOf } from '../setup.ts';
import { importEdit } from './fixes.ts';
import { hoverTexts } from './hover.ts';
import { rangeOf } from './ranges.ts';
import { sdkFacts } from './read-facts.ts';
import { type Suggestion, suggestionsAt } from './suggestions.ts';

type Model = monaco.editor.ITextModel;
type Item = monaco.languages.CompletionItem;

/** Where TypeScript has something to say; in front of the others it would offer all it knows. */
const TYPESCRIPT_TRIGGER = '.';

const language = new SuggestAdapter(async (...uris) => (await getTypeScriptWorker())(...uris));
const theirs = new WeakSet<Item>();

/** What fits into a filter, and what TypeScript knows; each name once. */
export const completions: monaco.languages.CompletionItemProvider = {
  triggerCharacters: ["'", '"', '`', ':', '-', TYPESCRIPT_TRIGGER],
  async provideCompletionItems(model, position, context, token) {
    const own = ownItems(model, position);
    const { triggerCharacter = TYPESCRIPT_TRIGGER } = context;
    if (triggerCharacter !== TYPESCRIPT_TRIGGER) return { suggestions: own };
    const names = new Set(own.map(({ label }) => label));
    const list = await language.provideCompletionItems(model, position, context, token);
    const others = (list?.suggestions ?? []).filter(({ label }) => !names.has(label));
    for (const item of others) theirs.add(item);
    return { suggestions: [...own, ...others] };
  },
  resolveCompletionItem: (item, token) => (theirs.has(item) ? language.resolveCompletionItem(item, token) : item),
};

function ownItems(model: Model, position: monaco.Position): Item[] {
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

function itemOf(one: Suggestion, range: monaco.Range, model: Model): Item {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const isCallback = one.kind === 'callback';
  const edit = isCallback && one.insert.includes('Action') ? importEdit(model.getValue(), ['Action']) : undefined;
  return {
    label: one.label,
    // Beside the name a callback's parameters would leave it no room.
    detail: isCallback ? '' : one.detail,
    documentation: { value: isCallback ? callbackText(one) : one.doc },
    kind: isCallback ? CompletionItemKind.Method : CompletionItemKind.Value,
    insertText: one.insert,
    range,
    sortText: `0${one.label}`,
    ...(isCallback && { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet }),
    ...(edit && { additionalTextEdits: [{ range: rangeOf(model, edit), text: edit.text }] }),
  };
}

function callbackText({ label, detail, doc }: Suggestion): string {
  const signature = `\`\`\`typescript\n${label}${detail}\n\`\`\``;
  return [signature, doc, ...hoverTexts(label, sdkFacts())].join('\n\n');
}
