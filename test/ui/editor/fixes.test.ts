import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Fix, fixesFor, lackOf } from '../../../src/ui/monaco/help/fixes.ts';
import { hintFor } from '../../../src/ui/monaco/help/hints.ts';
import { readSdk } from '../../../src/ui/monaco/help/sdk-facts.ts';
import { compile } from '../../../workers/compile/index.ts';

const paths = readdirSync('sdk/assembly').map((name) => `sdk/assembly/${name}`);
const sdk = readSdk(Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')])));

const diagnose = async (text: string) =>
  (await compile({ files: { 'filter.ts': text }, entry: 'filter.ts', mode: 'check' })).diagnostics;

function applied(text: string, { edits }: Fix): string {
  const order = edits.toSorted((one, other) => other.start - one.start);
  return order.reduce((all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end), text);
}

const filter = (
  body: string,
  before = '',
) => `import { Action, HttpContext, logInfo, setHttpContext } from './sdk/assembly';
${before}
class MyFilter extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    ${body}
    return Action.Continue;
  }
}

setHttpContext(() => new MyFilter());
`;

const bare = (methods: string) => `import { HttpContext, setHttpContext } from './sdk/assembly';

class MyFilter extends HttpContext {
${methods}
}

setHttpContext(() => new MyFilter());
`;

/** Name, broken source, what the mended one must have. */
const cases: readonly (readonly [string, string, string])[] = [
  ['a name of the SDK is not imported', filter(`logWarn('x');`), 'logInfo, logWarn, setHttpContext }'],
  [
    'nothing is imported',
    'class F extends HttpContext {}\nsetHttpContext(() => new F());\n',
    "import { HttpContext, setHttpContext } from './sdk/assembly';",
  ],
  [
    'an absent header goes into a text',
    filter(`const v: string = this.getHttpRequestHeader('a');\n    logInfo(v);`),
    `('a') || '';`,
  ],
  ['an absent header is an argument', filter(`logInfo(this.getHttpRequestHeader('a'));`), `('a') || '');`],
  [
    'an absent header is asked something',
    filter(`logInfo(this.getHttpRequestHeader('a').length.toString());`),
    `('a') || '').length`,
  ],
  ['a number goes into a text', filter(`logInfo('n ' + numHeaders);`), 'numHeaders.toString()'],
  ['a text goes into a number', filter(`const n: i32 = '5';\n    logInfo(n.toString());`), "i32(parseInt('5'))"],
  [
    'a number of another kind',
    filter(`const n: i32 = parseInt('5');\n    logInfo(n.toString());`),
    "i32(parseInt('5'))",
  ],
  [
    'a callback answers nothing',
    bare(
      '  onHttpRequestHeaders(n: u32, end: bool): void {\n    this.clearNothing = 1;\n  }\n  clearNothing: i32 = 0;',
    ),
    'onHttpRequestHeaders(n: u32, end: bool): Action {',
  ],
  [
    'a callback has other parameters',
    bare('  onHttpRequestHeaders(n: u32): Action {\n    return 0;\n  }'),
    '(n: u32, endOfStream: bool): Action {',
  ],
  [
    'a callback ends without an answer',
    filter('').replace('    return Action.Continue;\n', ''),
    '    return Action.Continue;\n  }',
  ],
  ['a callback answers a text', filter(`if (endOfStream) return 'x';`), 'return Action.Continue;'],
  [
    'an action of another SDK',
    filter('if (endOfStream) return FilterHeadersStatusValues.StopIteration;'),
    'return Action.Pause;',
  ],
  ['an action that there is not', filter('if (endOfStream) return Action.StopIteration;'), 'return Action.Pause;'],
  ['any, with a value', filter(`const v: any = 1;\n    logInfo(v.toString());`), 'const v = 1;'],
  ['any, without a value', filter(`say('x');`, 'function say(v: any): void {\n  logInfo(v);\n}\n'), 'say(v: string)'],
  ['undefined', filter(`if (this.getHttpRequestHeader('a') === undefined) logInfo('x');`), '=== null'],
  ['??', filter(`logInfo(this.getHttpRequestHeader('a') ?? '');`), "('a') || ''"],
  [
    'a closure',
    filter(`let count = 0;\n    ['a'].forEach((one) => {\n      count += 1;\n    });`),
    'let count = 0;\n\nclass MyFilter',
  ],
  [
    'for ... of',
    filter('for (const pair of this.getHttpRequestHeaders()) {\n      logInfo(pair[0]);\n    }'),
    'const pair = pairList[i];',
  ],
  ['a useless export', filter('', 'export class Helper {\n  value: i32 = 1;\n}\n'), '\nclass Helper {'],
  ['a method with another name', filter(`this.getHttpRequestHedder('a');`), 'this.getHttpRequestHeader('],
  [
    'the import of another SDK',
    filter('').replace("'./sdk/assembly'", "'@solo-io/proxy-runtime'"),
    "from './sdk/assembly';",
  ],
  [
    'callbacks of another SDK',
    `export * from "@solo-io/proxy-runtime/proxy";\n${filter('')}`,
    'import { Action, HttpContext',
  ],
  ['the SDK by a wrong path', filter('').replace("'./sdk/assembly'", "'sdk/assembly'"), "from './sdk/assembly';"],
];

describe('quick fixes', () => {
  test.each(cases)('%s', async (_, broken, wanted) => {
    let text = broken;
    const first = await diagnose(text);
    expect(first.length).toBeGreaterThan(0);
    for (let round = 0, left = first; left.length > 0; round++) {
      expect(round, JSON.stringify(left)).toBeLessThan(3);
      const fix = left
        .map(
          ({ code, message, start, length }) => fixesFor({ code, message, start, end: start + length }, text, sdk)[0],
        )
        .find((one) => one !== undefined);
      if (fix === undefined) throw new Error(`no fix for ${JSON.stringify(left)} in\n${text}`);
      expect(fix.title).toMatch(/^[A-Z].{3,80}$/);
      text = applied(text, fix);
      left = await diagnose(text);
    }
    expect(text).toContain(wanted);
  });

  test('a filter that nothing makes gets its factory', async () => {
    const text = `import { HttpContext } from './sdk/assembly';\n\nclass MyFilter extends HttpContext {}\n`;
    const lack = lackOf(text);
    if (lack === undefined) throw new Error('nothing is missed');
    expect(text.slice(lack.start, lack.end)).toBe('MyFilter');
    const mended = applied(text, lack.fix);
    expect(mended).toContain('\n\nsetHttpContext(() => new MyFilter());\n');
    expect(await diagnose(mended)).toEqual([]);
    expect(lackOf(mended)).toBeUndefined();
  });
});

test('what cannot be mended by itself has a hint', async () => {
  const bodies = [
    "try { logInfo('x'); } catch (e) {}",
    'const r = /x/;',
    'const a = { b: 1 };',
    'setHttpContext(MyFilter);',
  ];
  for (const body of bodies) {
    const [first] = await diagnose(filter(body));
    expect(first && hintFor(first.code, first.message), body).toMatch(/^[A-Z].{20,120}$/);
  }
});

describe('what the SDK says of itself', () => {
  test('callbacks with their documentation', () => {
    const onRequestBody = sdk.callbacks.find(({ name }) => name === 'onHttpRequestBody');
    expect(onRequestBody).toMatchObject({ owner: 'HttpRequestContext', result: 'Action' });
    expect(onRequestBody?.params).toEqual([
      { name: 'bodySize', type: 'u32' },
      { name: 'endOfStream', type: 'bool' },
    ]);
    for (const { name, doc } of sdk.callbacks) expect(doc, name).toMatch(/^[A-Z`].*[.:]$/);
    expect(sdk.callbacks.length).toBeGreaterThan(20);
  });

  test.each([
    ['getHttpRequestHeader', 'proxy_get_header_map_value'],
    ['getHttpRequestHeaders', 'proxy_get_header_map_pairs'],
    ['setHttpResponseHeader', 'proxy_replace_header_map_value,proxy_remove_header_map_value'],
    ['logInfo', 'proxy_log'],
    ['dispatchHttpCall', 'proxy_http_call'],
    ['sendLocalResponse', 'proxy_send_local_response'],
    ['getProperty', 'proxy_get_property'],
    ['onHttpRequestHeaders', 'proxy_on_request_headers'],
    ['onTick', 'proxy_on_tick'],
  ])('%s comes to %s', (name, hostcalls) => {
    expect(sdk.hostcalls(name).toSorted()).toEqual(expect.arrayContaining(hostcalls.split(',').toSorted()));
  });

  const ofSeveral = [...sdk.exports, ...sdk.members].filter((name) => sdk.hostcalls(name).length > 1);
  test.each(ofSeveral.filter((name) => !name.startsWith('on')))(
    '%s is explained by the hostcall that it is about first',
    (name) => {
      const [verb = ''] = /^[a-z]+/.exec(name) ?? [];
      expect(sdk.hostcalls(name)[0]).toMatch(new RegExp(`^proxy_${verb === 'set' ? 'replace' : verb}_`));
    },
  );
});
