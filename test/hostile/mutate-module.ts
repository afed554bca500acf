import type { Dice } from './dice.ts';

interface Section {
  readonly id: number;
  /** Its id and size included. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

/** One way to break a module. */
type Mutation = (bytes: Uint8Array, dice: Dice) => Uint8Array;

const CODE = 10;
const DATA = 11;

const leb = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
};

const joined = (parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

function sectionsOf(bytes: Uint8Array): Section[] {
  const sections: Section[] = [];
  for (let at = 8; at < bytes.length;) {
    const from = at;
    const id = bytes[at++] ?? 0;
    let size = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++] ?? 0;
      size += (byte & 127) * shift;
      if (byte < 128) break;
    }
    sections.push({ id, bytes: bytes.subarray(from, at + size), content: bytes.subarray(at, at + size) });
    at += size;
  }
  return sections;
}

const moduleOf = (header: Uint8Array, sections: readonly Section[]): Uint8Array =>
  joined([header.subarray(0, 8), ...sections.map((section) => section.bytes)]);

const withContent = (id: number, content: Uint8Array | readonly number[]): Section => {
  const bytes = joined([[id], leb(content.length), content]);
  return { id, bytes, content: bytes.subarray(bytes.length - content.length) };
};

/** Changes the list of sections. */
const editing =
  (edit: (sections: Section[], dice: Dice) => void): Mutation =>
  (bytes, dice) => {
    const sections = sectionsOf(bytes);
    edit(sections, dice);
    return moduleOf(bytes, sections);
  };

/** Flips a few bits of one section, or anywhere. */
const flipping =
  (id: number | undefined): Mutation =>
  (bytes, dice) => {
    const mutant = bytes.slice();
    const place = id === undefined ? mutant : (sectionsOf(mutant).find((one) => one.id === id)?.content ?? mutant);
    for (let i = dice.below(6); i >= 0; i--) {
      const at = dice.below(place.length);
      place[at] = (place[at] ?? 0) ^ (1 << dice.below(8));
    }
    return mutant;
  };

const NASTY_LIMITS: readonly (readonly number[])[] = [
  [0, 0],
  [0, 1],
  [0, ...leb(4096)],
  [0, ...leb(4097)],
  [0, ...leb(16384)],
  [0, ...leb(65536)],
  [0, ...leb(0xffffffff)],
  [1, 0, 0],
  [1, 1, ...leb(65536)],
  [1, ...leb(500), ...leb(100)],
  [3, 1, 1],
  [4, 1],
  [255, 1],
];

/** Instructions that change what a program does and seldom make it invalid. */
const OPCODES = [0x00, 0x01, 0x0f, 0x1a, 0x45, 0x46, 0x47, 0x48, 0x49, 0x6a, 0x6b, 0x6c, 0x6d, 0x71, 0x72, 0x74, 0x76];

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  bits: flipping(undefined),
  'bits of the code': flipping(CODE),
  'bits of the data': flipping(DATA),
  'numbers of the code': editing((sections, dice) => {
    const at = sections.findIndex(({ id }) => id === CODE);
    const content = sections[at]?.content.slice();
    if (content === undefined) return;
    // The operand of an i32.const, kept in one byte: the module stays valid.
    const places = [...content.keys()].filter((i) => content[i] === 0x41 && (content[i + 1] ?? 0) < 0x80);
    for (let i = 1 + dice.below(8); i > 0 && places.length > 0; i--) content[dice.pick(places) + 1] = dice.below(128);
    sections[at] = withContent(CODE, content);
  }),
  'operations of the code': editing((sections, dice) => {
    const at = sections.findIndex(({ id }) => id === CODE);
    const content = sections[at]?.content.slice();
    if (content === undefined) return;
    const places = [...content.keys()].filter((i) => OPCODES.includes(content[i] ?? -1));
    for (let i = 1 + dice.below(4); i > 0 && places.length > 0; i--) content[dice.pick(places)] = dice.pick(OPCODES);
    sections[at] = withContent(CODE, content);
  }),
  'a cut': (bytes, dice) => bytes.slice(0, dice.below(bytes.length)),
  'a tail': (bytes, dice) => joined([bytes, Array.from({ length: 1 + dice.below(40) }, () => dice.below(256))]),
  'bytes put in': (bytes, dice) => {
    const at = dice.below(bytes.length);
    return joined([
      bytes.subarray(0, at),
      Array.from({ length: 1 + dice.below(9) }, () => dice.below(256)),
      bytes.subarray(at),
    ]);
  },
  'a section twice': editing((sections, dice) => {
    const at = dice.below(sections.length);
    const section = sections[at];
    if (section !== undefined) sections.splice(at, 0, section);
  }),
  'a section gone': editing((sections, dice) => void sections.splice(dice.below(sections.length), 1)),
  'two sections swapped': editing((sections, dice) => {
    const a = dice.below(sections.length);
    const [section] = sections.splice(a, 1);
    if (section !== undefined) sections.splice(dice.below(sections.length + 1), 0, section);
  }),
  'a section that lies about its size': editing((sections, dice) => {
    const at = dice.below(sections.length);
    const section = sections[at];
    if (section === undefined) return;
    const size = dice.pick([0, 1, section.content.length - 1, section.content.length + 1, 0x7fffffff, 0xffffffff]);
    sections[at] = { ...section, bytes: joined([[section.id], leb(Math.max(0, size)), section.content]) };
  }),
  'a section that lies about its count': editing((sections, dice) => {
    const at = dice.below(sections.length);
    const section = sections[at];
    if (section === undefined) return;
    const count = dice.pick([0, 1, 127, 0xffff, 0x7fffffff, 0xffffffff]);
    sections[at] = withContent(section.id, joined([leb(count), section.content.subarray(1)]));
  }),
  'limits of the memory': editing((sections, dice) => {
    const at = sections.findIndex(({ id }) => id === 5);
    if (at >= 0) sections[at] = withContent(5, [1, ...dice.pick(NASTY_LIMITS)]);
  }),
  'limits of the table': editing((sections, dice) => {
    const at = sections.findIndex(({ id }) => id === 4);
    if (at >= 0) sections[at] = withContent(4, [1, 0x70, ...dice.pick(NASTY_LIMITS)]);
  }),
  'a custom section of nonsense': editing((sections, dice) => {
    const name = dice.pick(['name', 'producers', 'proxy-wasm', '']);
    const nonsense = Array.from({ length: dice.below(60) }, () => dice.below(256));
    sections.splice(
      dice.below(sections.length + 1),
      0,
      withContent(0, [name.length, ...new TextEncoder().encode(name), ...nonsense]),
    );
  }),
};
