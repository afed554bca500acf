import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src/ui/tokens.css', 'utf8');

type Colours = ReadonlyMap<string, string>;

/** The colours that one block sets, for one scheme. */
function coloursOf(selector: string, scheme: 'light' | 'dark'): Map<string, string> {
  const start = css.indexOf(`\n${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  const pairs = [...block.matchAll(/^ +(--[\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);$/gm)];
  return new Map(pairs.map(([, name = '', light = '', dark = '']) => [name, scheme === 'light' ? light : dark]));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** As WCAG has it: from 1 to 21. */
function contrast(colours: Colours, one: string, other: string): number {
  const [high = 0, low = 0] = [one, other].map((name) => luminance(colours.get(name) ?? '')).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const schemes = ['light', 'dark'] as const;
const looks = schemes.flatMap((scheme) => {
  const plain = coloursOf(':root', scheme);
  const more = new Map([...plain, ...coloursOf(":root[data-contrast='more']", scheme)]);
  return [
    { name: scheme, colours: plain, text: 4.5, line: 3 },
    { name: `${scheme}, more contrast`, colours: more, text: 7, line: 4.5 },
  ];
});

const grounds = ['--canvas', '--surface', '--sunken', '--raised', '--hover'];
const meanings = ['added', 'changed', 'removed', 'local'];
const hues = [0, 1, 2, 3, 4, 5].map((hue) => `--hue-${hue}`);
const code = ['keyword', 'string', 'number', 'comment', 'type'].map((kind) => `--code-${kind}`);
const all = (texts: readonly string[], on: readonly string[]) =>
  texts.flatMap((text) => on.map((ground) => [text, ground] as const));

/** What is written on what. */
const texts = [
  ...all(['--text', '--text-soft', '--text-faint', '--accent', ...meanings.map((name) => `--${name}`)], grounds),
  ...all(['--text', '--text-soft'], ['--pressed', '--accent-wash', ...meanings.map((name) => `--${name}-wash`)]),
  ...meanings.map((name) => [`--${name}`, `--${name}-wash`] as const),
  ['--accent', '--accent-wash'] as const,
  ...all(['--accent-text'], ['--accent', '--accent-strong']),
  ...all(hues, ['--canvas', '--surface', '--sunken', '--raised']),
  ...all(code, ['--sunken', '--hover']),
  ['--text', '--selection'] as const,
  ['--tip-text', '--tip'] as const,
];
/** Lines and marks that say what can be used, and where the focus is. */
const lines = all(['--control-line', '--focus'], ['--canvas', '--surface', '--sunken', '--raised']);

describe.each(looks)('$name', ({ colours, text, line }) => {
  test('every colour that is named is there', () => {
    const named = [...new Set([...texts, ...lines].flat())];
    expect(named.filter((name) => !colours.has(name))).toEqual([]);
  });
  test(`text has ${text} to 1`, () => {
    const low = texts.filter(([one, ground]) => contrast(colours, one, ground) < text);
    expect(low.map(([one, ground]) => `${one} on ${ground}: ${contrast(colours, one, ground).toFixed(2)}`)).toEqual([]);
  });
  test(`lines have ${line} to 1`, () => {
    const low = lines.filter(([one, ground]) => contrast(colours, one, ground) < line);
    expect(low.map(([one, ground]) => `${one} on ${ground}: ${contrast(colours, one, ground).toFixed(2)}`)).toEqual([]);
  });
});

const files = readdirSync('src/ui', { recursive: true, encoding: 'utf8' });
const sheets = files.filter((file) => file.endsWith('.css'));

test('colours are written in one place', () => {
  const written = sheets
    .filter((file) => file !== 'tokens.css')
    .filter((file) =>
      /#[\da-f]{3,8}\b|(?<!-)\b(?:rgba?|hsla?|oklch)\(/i.test(readFileSync(join('src/ui', file), 'utf8')),
    );
  expect(written).toEqual([]);
});

test('every token that is used is there', () => {
  const known = new Set([...css.matchAll(/^ +(--[\w-]+):/gm)].map(([, name]) => name));
  for (const file of files.filter((one) => one.endsWith('.tsx'))) {
    for (const [, name] of readFileSync(join('src/ui', file), 'utf8').matchAll(/'(--[\w-]+)'/g)) known.add(name);
  }
  const local = /--(?:hue|normal-\w+|radix-[\w-]+)$/;
  const unknown = sheets.flatMap((file) => {
    const sheet = readFileSync(join('src/ui', file), 'utf8');
    const own = new Set([...sheet.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    return [...sheet.matchAll(/var\((--[\w-]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !known.has(name) && !own.has(name) && !local.test(name));
  });
  expect([...new Set(unknown)]).toEqual([]);
});

test('nothing moves longer than 150 ms', () => {
  const long = sheets.flatMap((file) =>
    [...readFileSync(join('src/ui', file), 'utf8').matchAll(/(?:transition|animation)[^;]*?(\d+)ms/g)].filter(
      ([, ms]) => Number(ms) > 150,
    ),
  );
  expect(long.map(([rule]) => rule)).toEqual([]);
});
