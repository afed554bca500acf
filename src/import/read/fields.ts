import { at, type Findings } from '../place.ts';
import type { NoteKind } from '../types.ts';

type Data = Readonly<Record<string, unknown>>;
const none: Data = {};

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

interface Where {
  readonly document: number;
  readonly findings: Findings;
}

/** The fields of a foreign value, and which of them were read: the others are told, not lost. */
export class Fields {
  readonly path: string;
  readonly #data: Data;
  readonly #where: Where;
  readonly #read = new Set<string>();

  constructor(value: unknown, path: string, where: Where) {
    this.#data = isData(value) ? value : none;
    this.path = path;
    this.#where = where;
  }

  get document(): number {
    return this.#where.document;
  }

  get isEmpty(): boolean {
    return this.names.length === 0;
  }

  get names(): string[] {
    return Object.keys(this.#data);
  }

  has(name: string): boolean {
    return this.#nameOf(name) !== undefined;
  }

  /** A value in either spelling of its name. */
  value(name: string): unknown {
    const key = this.#nameOf(name);
    if (key === undefined) return undefined;
    this.#read.add(key);
    return this.#data[key] ?? undefined;
  }

  text(name: string): string {
    const value = this.value(name);
    return typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean'
        ? `${value}`
        : '';
  }

  number(name: string): number | undefined {
    const number = Number(this.text(name) || Number.NaN);
    return Number.isFinite(number) ? number : undefined;
  }

  isTrue(name: string): boolean {
    const value = this.value(name);
    return value === true || (isData(value) && value['value'] === true) || value === 'true';
  }

  fields(name: string): Fields {
    return new Fields(this.value(name), at(this.path, this.#nameOf(name) ?? name), this.#where);
  }

  /** The maps of a list; one map alone counts as a list of one. */
  list(name: string): Fields[] {
    const value = this.value(name);
    const path = at(this.path, this.#nameOf(name) ?? name);
    if (isData(value)) return [new Fields(value, path, this.#where)];
    if (!Array.isArray(value)) return [];
    return value.map((item: unknown, i) => new Fields(item, at(path, i), this.#where));
  }

  /** The texts of a list. */
  texts(name: string): string[] {
    const value = this.value(name);
    return Array.isArray(value) ? value.filter((item: unknown) => typeof item === 'string') : [];
  }

  /** The message that an Any holds, without the prefix. */
  get message(): string {
    return this.text('@type').replace(/^.*\//, '');
  }

  note(kind: NoteKind, what: string): void {
    this.#where.findings.notes.push({ kind, document: this.#where.document, path: this.path, what });
  }

  /** Tells which fields have no meaning here, besides those that make no difference. */
  finish(...withoutEffect: readonly string[]): void {
    const rest = this.names.filter(
      (name) => !this.#read.has(name) && !withoutEffect.some((one) => name === one || name === camel(one)),
    );
    if (rest.length > 0) this.note('fields', rest.join(', '));
  }

  #nameOf(name: string): string | undefined {
    if (Object.hasOwn(this.#data, name)) return name;
    const other = camel(name);
    return Object.hasOwn(this.#data, other) ? other : undefined;
  }
}
