/**
 * A value of the Common Expression Language, as attributes and expressions have them. Strings and bytes are byte strings
 * (one character a byte; strings hold UTF-8), so that they compare as Envoy compares them.
 */
export type CelValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int' | 'uint'; readonly value: bigint }
  | { readonly kind: 'double'; readonly value: number }
  | { readonly kind: 'string' | 'bytes' | 'type'; readonly value: string }
  /** Nanoseconds; of a timestamp since the epoch. */
  | { readonly kind: 'duration' | 'timestamp'; readonly value: bigint }
  | CelList
  | CelMap
  | CelMessage;

interface CelList {
  readonly kind: 'list';
  readonly items: readonly CelValue[];
}

export interface CelMap {
  readonly kind: 'map';
  get(key: CelValue): CelValue | undefined;
  /** Undefined: the map does not tell its keys, as those that compute attributes. */
  entries(): readonly (readonly [CelValue, CelValue])[] | undefined;
}

/** A protobuf message. */
export interface CelMessage {
  readonly kind: 'message';
  /** Undefined: its type has no such field. */
  field(name: string): CelValue | undefined;
  /** The field was set; undefined as for `field`. */
  has(name: string): boolean | undefined;
  encode(): Uint8Array;
}

export const NULL: CelValue = { kind: 'null' };
export const TRUE: CelValue = { kind: 'bool', value: true };
export const FALSE: CelValue = { kind: 'bool', value: false };

export function bool(value: boolean): CelValue {
  return value ? TRUE : FALSE;
}

export function int(value: bigint | number): CelValue {
  return { kind: 'int', value: BigInt(value) };
}

export function uint(value: bigint | number): CelValue {
  return { kind: 'uint', value: BigInt(value) };
}

export function double(value: number): CelValue {
  return { kind: 'double', value };
}

export function string(value: string): CelValue {
  return { kind: 'string', value };
}

export function bytes(value: string): CelValue {
  return { kind: 'bytes', value };
}

export function list(items: readonly CelValue[]): CelValue {
  return { kind: 'list', items };
}

const MILLION = 1_000_000;

/** A duration of virtual milliseconds. */
export function durationOfMs(milliseconds: number): CelValue {
  return { kind: 'duration', value: BigInt(Math.round(milliseconds * MILLION)) };
}

/** A map that knows its entries; numbers of equal value are equal keys, whatever their type. */
export function mapOf(entries: readonly (readonly [CelValue, CelValue])[]): CelMap {
  const found = new Map(entries.map(([key, value]) => [keyOf(key), value]));
  return { kind: 'map', get: (key) => found.get(keyOf(key)), entries: () => entries };
}

function keyOf(key: CelValue): string | undefined {
  switch (key.kind) {
    case 'bool':
      return `bool ${key.value}`;
    case 'string':
      return `string ${key.value}`;
    case 'int':
    case 'uint':
      return `number ${key.value}`;
    case 'double':
      return Number.isInteger(key.value) ? `number ${BigInt(key.value)}` : undefined;
    case 'bytes':
    case 'duration':
    case 'list':
    case 'map':
    case 'message':
    case 'null':
    case 'timestamp':
    case 'type':
      return undefined;
  }
}

/** A map that computes what is asked for and does not tell its keys. */
export function lookup(get: (name: string) => CelValue | undefined): CelMap {
  return {
    kind: 'map',
    get: (key) => (key.kind === 'string' ? get(key.value) : undefined),
    entries: () => undefined,
  };
}
