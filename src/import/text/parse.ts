import { type Document, isScalar, LineCounter, type Node, parseAllDocuments, type ParsedNode, visit } from 'yaml';
import type { ImportFailure } from '../types.ts';
import { envoyScalars } from './envoy-scalars.ts';
import { expandAliases } from './expand-aliases.ts';
import { beyondLimits, limits, withoutLongWords } from './limits.ts';

export type Doc = Document.Parsed<ParsedNode>;

export interface ParsedText {
  readonly kind: 'parsed';
  readonly documents: readonly Doc[];
  readonly isJson: boolean;
}

const options = {
  schema: 'failsafe',
  customTags: envoyScalars,
  // Its way of finding them takes time that grows with the square of a map's size.
  uniqueKeys: false,
  merge: false,
  logLevel: 'silent',
  prettyErrors: false,
} as const;

/** The documents of a text as Envoy reads them, every alias a copy of what it stands for; or why there are none. */
export function parseText(whole: string): ParsedText | ImportFailure {
  if (whole.length > limits.whole) return { kind: 'too-large', size: whole.length, limit: limits.whole };
  if (whole.trim() === '') return { kind: 'empty' };
  const { text, words } = withoutLongWords(whole.replace(/^\uFEFF/, ''));
  const beyond = beyondLimits(text);
  if (beyond) return beyond;
  try {
    return documentsOf(text, words);
  } catch (error) {
    // The parser throws for nothing but what is meant to exhaust it.
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'not-yaml', line: 1, column: 1, message };
  }
}

function documentsOf(text: string, words: ReadonlyMap<string, string>): ParsedText | ImportFailure {
  const lineCounter = new LineCounter();
  const parsed = parseAllDocuments(text, { ...options, lineCounter });
  if ('empty' in parsed) return { kind: 'empty' };
  if (parsed.length > limits.documents) return { kind: 'too-many-parts', limit: limits.documents };
  const documents = parsed.filter(
    ({ contents }) => contents !== null && !(isScalar(contents) && contents.value === null),
  );
  for (const { errors } of parsed) {
    const [error] = errors;
    if (!error) continue;
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return { kind: 'not-yaml', line, column: col, message: error.message };
  }
  for (const document of documents)
    if (!expandAliases(document)) return { kind: 'too-many-aliases', limit: limits.aliases };
  if (words.size > 0) for (const document of documents) putBack(document, words);
  return documents.length === 0 ? { kind: 'empty' } : { kind: 'parsed', documents, isJson: isJson(text) };
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function putBack(document: Doc, words: ReadonlyMap<string, string>): void {
  const [first = ''] = words.keys();
  const mark = first.replace(/0-$/, '');
  const pattern = new RegExp(`${mark}\\d+-`, 'g');
  const whole = (text: string) => text.replace(pattern, (word) => words.get(word) ?? word);
  const inComments = (node: Partial<Pick<Node, 'comment' | 'commentBefore'>>) => {
    if (node.comment) node.comment = whole(node.comment);
    if (node.commentBefore) node.commentBefore = whole(node.commentBefore);
  };
  inComments(document);
  visit(document, {
    Node(_, node) {
      inComments(node);
      if (isScalar(node) && typeof node.value === 'string' && node.value.includes(mark)) node.value = whole(node.value);
    },
  });
}
