import { describe, expect, test } from 'vitest';
import { generatorIds } from '../../src/export/index.ts';
import { limitText, targetWords } from '../../src/ui/panels/export/export.words.ts';
import { previewOf } from '../../src/ui/panels/export/highlight.ts';
import { type OptionName, type OptionTexts, readOptions } from '../../src/ui/panels/export/option-form.ts';
import { nastyStrings } from '../export/nasty-strings.ts';

const all: readonly OptionName[] = ['listenPort', 'tcpPort', 'adminPort', 'standInPort', 'upstream', 'moduleFolder'];

describe('options', () => {
  test.each<[OptionTexts, object]>([
    [{}, {}],
    [{ listenPort: ' 8080 ', adminPort: '' }, { listenPort: 8080 }],
    [{ upstream: 'my.service:81' }, { upstream: { address: 'my.service', port: 81 } }],
    [{ upstream: '[::1]:81' }, { upstream: { address: '::1', port: 81 } }],
    [{ moduleFolder: '/etc/envoy filters' }, { moduleFolder: '/etc/envoy filters' }],
  ])('%j', (texts, options) => {
    expect(readOptions(all, texts)).toEqual({ options, troubles: {} });
  });

  test.each<[OptionName, string]>([
    ['listenPort', '0'],
    ['listenPort', '65536'],
    ['tcpPort', '1e3'],
    ['adminPort', '-1'],
    ['upstream', 'my.service'],
    ['upstream', 'http://my.service:81'],
    ['upstream', 'a b:81'],
    ['upstream', 'a:0'],
  ])('%s is not %s: it is told, and what is there otherwise stays', (name, text) => {
    expect(readOptions(all, { [name]: text })).toEqual({
      options: {},
      troubles: { [name]: name === 'upstream' ? 'address' : 'port' },
    });
  });

  test('what a target does not ask for has no effect on it', () => {
    expect(readOptions(['listenPort'], { adminPort: '1', upstream: 'nonsense' })).toEqual({
      options: {},
      troubles: {},
    });
  });
});

describe('the preview', () => {
  const shown = (path: string, text: string) =>
    previewOf(path, text).lines.map((tokens) => tokens.map((token) => `${token.kind}:${token.text}`).join('|'));

  test('tells keys, strings and comments of YAML apart', () => {
    expect(shown('a.yaml', '# note\n- name: "a: b"\n  "@type": x.y\n  plain\n')).toEqual([
      'comment:# note',
      'plain:- |key:name|plain::|string: "a: b"',
      'plain:  |key:"@type"|plain::|plain: x.y',
      'plain:  |plain:plain',
    ]);
  });

  test.each(nastyStrings.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s loses no text', (_, text) => {
    for (const path of ['a.yaml', 'a.md', 'a.json', 'a']) {
      const lines = text.split('\n');
      if (lines.at(-1) === '') lines.pop();
      const cut = lines.map((line) => (line.length > 240 ? `${line.slice(0, 240)}…` : line));
      expect(previewOf(path, text).lines.map((tokens) => tokens.map((token) => token.text).join(''))).toEqual(cut);
    }
  });

  test('of very much text is a part of it', () => {
    const { lines, hidden } = previewOf('a.yaml', 'a: b\n'.repeat(5000));
    expect([lines.length, hidden]).toEqual([3000, 2000]);
    const start = performance.now();
    previewOf('a.yaml', `${'- '.repeat(50_000)}"${'\\'.repeat(50_000)}: ${"'".repeat(50_000)}`);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('the words', () => {
  test('every target has a name and a sentence', () => {
    for (const id of generatorIds) expect(targetWords[id].every((text) => text.length > 2)).toBe(true);
  });

  test('a limit names those whom it concerns, some of many', () => {
    const limit = { feature: 'disabled-plugins', effect: 'left-out' } as const;
    expect(limitText({ ...limit, names: ['a'] })).toBe('a: switched off, so not in the files.');
    expect(limitText({ ...limit, names: ['a', 'b', 'c'] })).toMatch(/^a, b and c: /);
    expect(limitText({ ...limit, names: ['a', 'b', 'c', 'd', 'e', 'f'] })).toMatch(/^a, b, c, d and 2 more: /);
    expect(limitText({ feature: 'workers', effect: 'changed', names: [] })).toContain('--concurrency');
    const network = { feature: 'network-filters', names: ['n'] } as const;
    expect(limitText({ ...network, effect: 'changed' })).not.toBe(limitText({ ...network, effect: 'left-out' }));
  });
});
