/** What a link's JSON is made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * How one kind of value stands in a link: written, and read again. What is read is anybody's: `undefined` where it is
 * not of this shape, unchecked in its meaning, built anew part by part.
 */
export interface Shape<T> {
  write(value: T, texts: string[]): Json;
  read(json: unknown, texts: Texts): unknown;
}

const NUL = '\0';
/** Texts behind the JSON are kept apart by NUL and written as UTF-8, which half a surrogate pair does not survive. */
const mayStandBehind = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);
/** Costs less behind the JSON than within. */
// oxlint-disable-next-line no-control-regex -- JSON escapes just these
const wouldBeEscaped = (text: string): boolean => /["\\\u0000-\u001f]/.test(text);

/** The texts behind the JSON, in the order in which the JSON speaks of them. */
export class Texts {
  readonly #all: string;
  #at: number;

  /** `all`: each text with a NUL before it. */
  constructor(all: string) {
    this.#all = all;
    this.#at = 0;
  }

  next(): string | undefined {
    if (this.isAtEnd) return undefined;
    const from = this.#at + 1;
    const end = this.#all.indexOf(NUL, from);
    this.#at = end < 0 ? this.#all.length : end;
    return this.#all.slice(from, this.#at);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#all.length;
  }

  static write(texts: readonly string[]): string {
    return texts.map((text) => NUL + text).join('');
  }
}

const MAX_INLINE = 256;

/** A text stands behind the JSON, where it is 0, or in it. */
export const text: Shape<string> = {
  write(value, texts) {
    if ((value.length <= MAX_INLINE && !wouldBeEscaped(value)) || !mayStandBehind(value)) return value;
    texts.push(value);
    return 0;
  },
  read: (json, texts) => (json === 0 ? texts.next() : typeof json === 'string' ? json : undefined),
};

export const number: Shape<number> = {
  write: (value) => value,
  read: (json) => (typeof json === 'number' ? json : undefined),
};

/** A yes or no of which the other one is written nowhere. */
export const flag: Shape<boolean> = {
  write: (value) => (value ? 1 : 0),
  read: (json) => (json === 1 ? true : json === 0 ? false : undefined),
};

/** One of a few words, by its position. The words never change their places. */
export function word<W extends string>(words: readonly W[]): Shape<W> {
  return {
    write: (value) => words.indexOf(value),
    read: (json) => (typeof json === 'number' ? words[json] : undefined),
  };
}

export function list<T>(item: Shape<T>, most: number): Shape<readonly T[]> {
  return {
    write: (values, texts) => values.map((value) => item.write(value, texts)),
    read: (json, texts) =>
      Array.isArray(json) && json.length <= most ? json.map((one) => item.read(one, texts)) : undefined,
  };
}

/** Things that a link names by their position, from 1: `request-1`, `request-2`. Their ids are not written. */
export function numbered<T extends { readonly id: string }>(
  prefix: string,
  item: Shape<Omit<T, 'id'>>,
  most: number,
): Shape<readonly T[]> {
  const all = list<Omit<T, 'id'>>(item, most);
  return {
    write: (values, texts) => all.write(values, texts),
    read(json, texts) {
      const items = all.read(json, texts);
      if (!Array.isArray(items)) return undefined;
      return items.map((one: unknown, i) =>
        typeof one === 'object' ? { ...one, id: `${prefix}-${i + 1}` } : undefined,
      );
    },
  };
}

/** The id of a numbered thing; 0: of none. */
export const numberedId = (prefix: string): Shape<string> => ({
  write: (id) => (id === '' ? 0 : Number(id.slice(prefix.length + 1))),
  read: (json) =>
    typeof json === 'number' && Number.isInteger(json) && json >= 0
      ? json === 0
        ? ''
        : `${prefix}-${json}`
      : undefined,
});

interface Field<T> {
  /** One letter; within a thing each means one field for ever. */
  readonly key: string;
  readonly shape: Shape<T>;
  /** Not written when it is this. Never changes. */
  readonly or?: T;
}

type Fields<T> = { readonly [K in keyof T]: Field<T[K]> };

/** A thing with fields, in the order of the table. Only what differs from the defaults is written. */
export function fields<T extends object>(table: Fields<T>): Shape<T> {
  const names = Object.keys(table).filter((name): name is Extract<keyof T, string> => name in table);
  const keys = new Set(names.map((name) => table[name].key));
  return {
    write(value, texts) {
      const written: [string, Json][] = [];
      for (const name of names) {
        const { key, shape, or } = table[name];
        const isDefault = or !== undefined && JSON.stringify(value[name]) === JSON.stringify(or);
        if (!isDefault) written.push([key, shape.write(value[name], texts)]);
      }
      return Object.fromEntries(written);
    },
    read(json, texts) {
      if (!isRecord(json) || !Object.keys(json).every((key) => keys.has(key))) return undefined;
      return Object.fromEntries(
        names.map((name) => {
          const { key, shape, or } = table[name];
          return [name, Object.hasOwn(json, key) ? shape.read(json[key], texts) : or];
        }),
      );
    },
  };
}

/** A list of fixed length whose last items may be left out when they are their defaults. */
export function row<T extends object>(table: Fields<T>): Shape<T> {
  const names = Object.keys(table).filter((name): name is Extract<keyof T, string> => name in table);
  return {
    write(value, texts) {
      const last = names.findLastIndex((name) => value[name] !== table[name].or);
      return names.slice(0, last + 1).map((name) => table[name].shape.write(value[name], texts));
    },
    read(json, texts) {
      if (!Array.isArray(json) || json.length > names.length) return undefined;
      return Object.fromEntries(
        names.map((name, i) => {
          const { shape, or } = table[name];
          return [name, i < json.length ? shape.read(json[i], texts) : or];
        }),
      );
    },
  };
}

/** One of several kinds: a number stands for a kind that says no more, `[n, ...]` for one with fields. */
export function kinds<T extends { readonly kind: string }>(
  table: readonly { readonly [K in T['kind']]: Kind<Extract<T, { kind: K }>, K> }[T['kind']][],
): Shape<T> {
  return {
    write(value, texts) {
      const at = table.findIndex(({ kind }) => kind === value.kind);
      const found = table[at];
      if (found?.shape === undefined) return at;
      return [at, (found.shape as Shape<object>).write(value, texts)];
    },
    read(json, texts) {
      const parts: readonly unknown[] = Array.isArray(json) ? json : [json];
      const [at, rest] = parts;
      const found = typeof at === 'number' ? table[at] : undefined;
      if (found === undefined || Array.isArray(json) !== (found.shape !== undefined)) return undefined;
      if (found.shape === undefined) return { kind: found.kind };
      const read = found.shape.read(rest, texts);
      return typeof read === 'object' ? { ...read, kind: found.kind } : undefined;
    },
  };
}

interface Kind<T, K> {
  readonly kind: K;
  readonly shape?: Shape<Omit<T, 'kind'>>;
}

const MAX_DEPTH = 8;
const MAX_ITEMS = 1000;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Any JSON of reasonable size, its keys in alphabetical order. */
export const anything: Shape<unknown> = { write: (value) => sorted(value, 0), read: (json) => sorted(json, 0) };

function sorted(value: unknown, depth: number): Json {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => sorted(item, depth + 1));
  const entries = Object.entries(value).filter(([key, item]) => item !== undefined && !forbidden.has(key));
  const inOrder = entries.slice(0, MAX_ITEMS).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(inOrder.map(([key, item]) => [key, sorted(item, depth + 1)]));
}

export function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Files by path, in alphabetical order: their names here, their texts behind. */
export const files: Shape<Readonly<Record<string, string>>> = {
  write: (value, texts) =>
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, content]) => {
        if (!mayStandBehind(content)) return [path, content];
        texts.push(content);
        return path;
      }),
  read(json, texts) {
    if (!Array.isArray(json) || json.length > 64) return undefined;
    const read = json.map((file: unknown): readonly [unknown, unknown] => {
      if (typeof file === 'string') return [file, texts.next()];
      return Array.isArray(file) && file.length === 2 ? [file[0], file[1]] : [undefined, undefined];
    });
    const names = new Set(read.map(([path]) => path));
    if (names.size < read.length || read.some(([path]) => typeof path !== 'string' || forbidden.has(path)))
      return undefined;
    return Object.fromEntries(read.map(([path, content]) => [String(path), content]));
  },
};
