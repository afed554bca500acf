import { isMap, isScalar, isSeq, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Note, NoteKind, Repair, RepairKind } from './types.ts';
import type { Doc } from './text/parse.ts';

/** What is said of the documents, in the order of the text. */
export interface Findings {
  readonly repairs: Repair[];
  readonly notes: Note[];
}

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const keyOf = ({ key }: Pair) => (isScalar(key) ? textOf(key) : '');

/** A scalar as it was written, without quotes. */
export function textOf({ value, source }: Scalar): string {
  if (typeof value === 'string') return value;
  return source ?? (typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '');
}

export const at = (path: string, step: string | number): string => {
  if (typeof step === 'number') return `${path}[${step}]`;
  const word = /^[\w-]+$/.test(step) ? step : JSON.stringify(step);
  return path === '' ? word : `${path}.${word}`;
};

/** A map somewhere in a document, and how to change it so that the change is told. */
export class Place {
  readonly map: YAMLMap;
  readonly path: string;
  readonly #document: { readonly doc: Doc; readonly number: number; readonly findings: Findings };

  constructor(map: YAMLMap, path: string, document: { doc: Doc; number: number; findings: Findings }) {
    this.map = map;
    this.path = path;
    this.#document = document;
  }

  keys(): string[] {
    return this.map.items.map(keyOf);
  }

  /** The value of a field in either spelling, `root_id` or `rootId`. */
  get(name: string): unknown {
    return this.#pair(name)?.value ?? undefined;
  }

  has(name: string): boolean {
    return this.#pair(name) !== undefined;
  }

  /** A scalar's text as it was written; undefined when it is none or null. */
  text(name: string): string | undefined {
    const node = this.get(name);
    if (!isScalar(node) || node.value === null) return undefined;
    return textOf(node);
  }

  place(name: string): Place | undefined {
    const pair = this.#pair(name);
    return pair && isMap(pair.value) ? this.#inside(pair.value, at(this.path, keyOf(pair))) : undefined;
  }

  /** The maps of a list; one map alone counts as a list of one. */
  places(name: string): Place[] {
    const pair = this.#pair(name);
    if (!pair) return [];
    const path = at(this.path, keyOf(pair));
    if (isMap(pair.value)) return [this.#inside(pair.value, path)];
    if (!isSeq(pair.value)) return [];
    return pair.value.items.flatMap((item, i) => (isMap(item) ? [this.#inside(item, at(path, i))] : []));
  }

  /** All fields that are maps. */
  children(): Place[] {
    return this.map.items.flatMap((pair) =>
      isMap(pair.value) ? [this.#inside(pair.value, at(this.path, keyOf(pair)))] : [],
    );
  }

  /** A value as ordinary data. */
  data(name: string): unknown {
    const node = this.get(name);
    return isMap(node) || isSeq(node) || isScalar(node) ? node.toJS(this.#document.doc) : undefined;
  }

  rename(from: string, to: string): void {
    const pair = this.#pair(from);
    if (pair) pair.key = keptComments(new Scalar(to), pair.key);
  }

  /** Puts a value where there may be one already; `isFirst`: before all others. */
  set(name: string, value: unknown, { isFirst = false } = {}): void {
    const { doc } = this.#document;
    const node: unknown = isMap(value) || isSeq(value) || isScalar(value) ? value : doc.createNode(value);
    const pair = this.#pair(name);
    if (pair) {
      pair.value = keptComments(node, pair.value);
      return;
    }
    const added = new Pair(new Scalar(name), node);
    if (isFirst) this.map.items.unshift(added);
    else this.map.items.push(added);
  }

  /** Takes a field away and returns what it was. */
  take(name: string): unknown {
    const pair = this.#pair(name);
    if (!pair) return undefined;
    this.map.items.splice(this.map.items.indexOf(pair), 1);
    return pair.value ?? undefined;
  }

  /** A text that stays text for every reader, in the style that is easiest to read. */
  static quoted(text: string): Scalar {
    const scalar = new Scalar(text);
    const isPlain = /^[\x20-\x7e\n]*$/.test(text) && !/^[ \n]| (?:$|\n)/.test(text);
    if (isPlain && text.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
    else scalar.type = isPlain && text.includes('"') ? Scalar.QUOTE_SINGLE : Scalar.QUOTE_DOUBLE;
    return scalar;
  }

  newMap(fields: Readonly<Record<string, unknown>> = {}): YAMLMap {
    const map = new YAMLMap(this.#document.doc.schema);
    for (const [name, value] of Object.entries(fields)) {
      const node = isMap(value) || isSeq(value) || isScalar(value) ? value : new Scalar(value);
      map.items.push(new Pair(new Scalar(name), node));
    }
    return map;
  }

  newList(items: readonly unknown[]): YAMLSeq {
    const list = new YAMLSeq(this.#document.doc.schema);
    list.items.push(...items);
    return list;
  }

  repaired(kind: RepairKind, { from = '', to = '', path = this.path }: { from?: string; to?: string; path?: string }) {
    const { number: document, findings } = this.#document;
    findings.repairs.push({ kind, document, path, from, to });
  }

  note(kind: NoteKind, what: string, path = this.path): void {
    const { number: document, findings } = this.#document;
    findings.notes.push({ kind, document, path, what });
  }

  /** Renames a field and says so. */
  repairName(kind: RepairKind, from: string, to: string): void {
    const pair = this.#pair(from);
    if (!pair) return;
    this.repaired(kind, { from: keyOf(pair), to });
    this.rename(from, to);
  }

  /** Replaces a text and says so. */
  repairText(kind: RepairKind, name: string, to: string): void {
    this.repaired(kind, { from: this.text(name) ?? '', to, path: at(this.path, name) });
    const node = this.get(name);
    const scalar = new Scalar(to);
    if (isScalar(node) && node.type !== undefined && node.type !== Scalar.PLAIN) scalar.type = node.type;
    this.set(name, scalar);
  }

  #pair(name: string): Pair | undefined {
    const other = camel(name);
    return (
      this.map.items.find((pair) => keyOf(pair) === name) ??
      (other === name ? undefined : this.map.items.find((pair) => keyOf(pair) === other))
    );
  }

  #inside(map: YAMLMap, path: string): Place {
    return new Place(map, path, this.#document);
  }
}

type Commented = Partial<Pick<Node, 'comment' | 'commentBefore' | 'spaceBefore'>>;

function keptComments<T>(to: T, from: unknown): T {
  if (!(isScalar(to) || isMap(to) || isSeq(to)) || !(isScalar(from) || isMap(from) || isSeq(from))) return to;
  const [here, there]: [Commented, Commented] = [to, from];
  if (typeof there.commentBefore === 'string') here.commentBefore = there.commentBefore;
  if (typeof there.comment === 'string' && isScalar(to)) here.comment = there.comment;
  if (there.spaceBefore === true) here.spaceBefore = true;
  return to;
}
