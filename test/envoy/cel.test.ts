import { describe, expect, test } from 'vitest';
import { compileError } from '../../src/envoy/cel/compile.ts';
import { evaluate, type CelResult } from '../../src/envoy/cel/evaluate.ts';
import { parse } from '../../src/envoy/cel/parser.ts';
import { int, list, mapOf, string, type CelValue } from '../../src/envoy/cel/value.ts';

const VARIABLES: Readonly<Record<string, CelValue>> = {
  n: int(5),
  name: string('weir'),
  items: list([int(1), int(2), int(3)]),
  header: mapOf([[string('x-one'), string('1')]]),
};

function valueOf(source: string): CelResult | string {
  const parsed = parse(source);
  if (parsed.kind !== 'expression') return parsed.kind;
  const refused = compileError(parsed.expression);
  return refused ?? evaluate(parsed.expression, (name) => VARIABLES[name]);
}

/** A value as it would be written, with its type where the writing leaves that open. */
function show(result: CelResult | string): string {
  if (typeof result === 'string') return result;
  switch (result.kind) {
    case 'error':
      return `error: ${result.message}`;
    case 'null':
      return 'null';
    case 'string':
      return JSON.stringify(result.value);
    case 'bytes':
      return `b${JSON.stringify(result.value)}`;
    case 'uint':
      return `${result.value}u`;
    case 'double':
      return `${result.value} double`;
    case 'duration':
    case 'timestamp':
    case 'type':
      return `${result.kind} ${result.value}`;
    case 'list':
      return `[${result.items.map(show).join(', ')}]`;
    case 'map':
      return `{${(result.entries() ?? []).map(([key, value]) => `${show(key)}: ${show(value)}`).join(', ')}}`;
    case 'message':
      return 'message';
    case 'int':
    case 'bool':
      return String(result.value);
  }
}

describe.each<[family: string, table: readonly (readonly [source: string, value: string])[]]>([
  [
    'literals',
    [
      ['1', '1'],
      ['0x1F', '31'],
      ['-9223372036854775808', '-9223372036854775808'],
      ['9223372036854775808', 'syntax-error'],
      ['7u', '7u'],
      ['.5', '0.5 double'],
      ['1e3', '1000 double'],
      [String.raw`"\x41\101B"`, '"AAB"'],
      [String.raw`r"\n"`, String.raw`"\\n"`],
      ['"""a"b"""', String.raw`"a\"b"`],
      ['b"a"', 'b"a"'],
      [String.raw`b"\u0041"`, 'syntax-error'],
      ['null', 'null'],
      ['[1, "a", true,]', '[1, "a", true]'],
      ['{"a": 1}', '{"a": 1}'],
      ['{"a": 1, "a": 2}', 'error: duplicate key in map'],
      ['true // and no more', 'true'],
    ],
  ],
  [
    'operators',
    [
      ['1 + 2 * 3', '7'],
      ['(1 + 2) * 3', '9'],
      ['-7 / 2', '-3'],
      ['-7 % 3', '-1'],
      ['1 - -1', '2'],
      ['9223372036854775807 + 1', 'error: integer overflow'],
      ['1u - 2u', 'error: unsigned integer overflow'],
      ['1 / 0', 'error: divide by zero'],
      ['1.0 / 0.0', 'Infinity double'],
      ['1 + 1.0', 'error: No matching overloads found : _+_'],
      ['"a" + "b"', '"ab"'],
      ['[1] + [2]', '[1, 2]'],
      ['1 == 1.0', 'true'],
      ['1 == "1"', 'false'],
      ['[1, 2] == [1u, 2.0]', 'true'],
      ['-1 < 1u', 'true'],
      ['1 < "a"', 'error: No matching overloads found : _<_'],
      ['2 in items', 'true'],
      ['"x" in header', 'false'],
      ['items[2]', '3'],
      ['items[3]', 'error: Index error: index=3 size=3'],
      ['{1: "x"}[1u]', '"x"'],
      ['n > 3 ? "big" : "small"', '"big"'],
      ['1 ? 2 : 3', 'error: No matching overloads found : <jump_condition>'],
      ['!!true', 'true'],
    ],
  ],
  [
    'operands without a value',
    [
      ['false && 1 / 0 == 1', 'false'],
      ['1 / 0 == 1 && false', 'false'],
      ['nothing || true', 'true'],
      ['nothing && true', 'error: No value with name "nothing" found in Activation'],
      ['1 || false', 'error: No matching overloads found : _||_'],
      ['[1, 1 / 0]', 'error: divide by zero'],
    ],
  ],
  [
    'fields',
    [
      ['header["x-one"]', '"1"'],
      ['header.absent', 'error: Key not found in map : "absent"'],
      ['has(header.absent)', 'false'],
      ['has({"a": 1}.a)', 'true'],
      ['has(1)', 'syntax-error'],
      ['n.field', 'error: Applying SELECT to non-message type'],
    ],
  ],
  [
    'functions',
    [
      ['size("é")', '1'],
      ['b"é".size()', '2'],
      ['name.startsWith("we") && name.endsWith("ir") && name.contains("ei")', 'true'],
      ['name.matches("^w.*r$")', 'true'],
      ['name.matches("(")', 'error: invalid regular expression: ('],
      ['"aa".matches("(a)\\\\1")', 'error: invalid regular expression: (a)\\1'],
      ['int("12") + int(3.9) + int(2u)', '17'],
      ['int("x")', 'error: cannot convert string to int'],
      ['uint(-1)', 'error: int64 out of uint64 range'],
      ['double("1.5")', '1.5 double'],
      ['string(1234567.0)', '"1.234567e+06"'],
      ['string(b"\\xff")', 'error: malformed UTF-8 bytes'],
      ['bool("yes")', "error: Type conversion error from 'string' to 'bool'"],
      ['type(n) == int', 'true'],
      ['type(null)', 'type null_type'],
      ['unknown(1)', 'No overloads provided for FunctionStep creation'],
      ['size(1, 2)', 'No overloads provided for FunctionStep creation'],
      ['1.startsWith("a")', 'error: No matching overloads found : startsWith'],
    ],
  ],
  [
    'times',
    [
      ['duration("1h30m")', 'duration 5400000000000'],
      ['duration("-1.5s")', 'duration -1500000000'],
      ['duration("10")', 'error: String to Duration conversion failed'],
      ['timestamp("1970-01-01T00:00:01.5Z")', 'timestamp 1500000000'],
      ['timestamp("2023-02-29T00:00:00Z")', 'error: String to Timestamp conversion failed'],
      ['timestamp("2024-12-31T23:59:59Z").getDayOfYear()', '365'],
      ['timestamp("2020-01-02T03:04:05Z").getHours("+02:00")', '5'],
      ['duration("90m").getMinutes()', '90'],
      ['timestamp(10) - timestamp(7) == duration("3s")', 'true'],
      ['string(timestamp(0) + duration("1ms"))', '"1970-01-01T00:00:00.001Z"'],
    ],
  ],
  [
    'macros',
    [
      ['items.all(i, i > 0)', 'true'],
      ['items.exists(i, i == 2)', 'true'],
      ['items.exists_one(i, i > 2)', 'true'],
      ['items.filter(i, i % 2 == 1)', '[1, 3]'],
      ['items.map(i, i * n)', '[5, 10, 15]'],
      ['items.map(i, i > 1, i * 2)', '[4, 6]'],
      ['[0, 1].exists(i, 1 / i == 1)', 'true'],
      ['[0, 1].filter(i, 1 / i == 1)', 'error: divide by zero'],
      ['[[1], [2]].all(l, l.all(i, i > 0))', 'true'],
      ['items.all(1, true)', 'syntax-error'],
      ['items.all(i)', 'No overloads provided for FunctionStep creation'],
    ],
  ],
])('%s', (_family, table) => {
  test.each(table.map(([source, value]) => [source, value] as const))('%s is %s', (source, value) => {
    expect(show(valueOf(source))).toBe(value);
  });
});

describe('syntax errors point at their place', () => {
  test.each([
    ['(1', "ERROR: <input>:1:3: Syntax error: missing ')' at '<EOF>'\n | (1\n | ..^"],
    ['if', 'ERROR: <input>:1:1: reserved identifier: if\n | if\n | ^'],
    ['1 +\n  ]', /^ERROR: <input>:2:3: Syntax error: mismatched input '\]'/],
    ['has(a[0])', /^ERROR: <input>:1:5: has\(\) argument must be a field selection/],
  ])('%j', (source, message) => {
    const parsed = parse(source);
    expect(parsed.kind).toBe('syntax-error');
    if (parsed.kind === 'syntax-error') expect(parsed.message).toMatch(message);
  });
});

describe('what is too much is refused, and never breaks the stack', () => {
  test.each([
    ['brackets', '('.repeat(100_000)],
    ['lists', '['.repeat(3000) + ']'.repeat(3000)],
    ['sums', Array.from({ length: 50_000 }, () => '1').join(' + ')],
    ['fields', `a${'.b'.repeat(50_000)}`],
    ['conditions', 'true ? '.repeat(50_000)],
    ['conjunctions', Array.from({ length: 50_000 }, () => 'a').join(' && ')],
  ])('%s', (_what, source) => {
    expect(valueOf(source)).toBe('syntax-error');
  });

  test('steps over elements', () => {
    const many =
      'items.map(a, items.map(b, items.map(c, items.map(d, items.map(e, items.map(f, items.map(g, items.map(h, items.map(i, 1)))))))))';
    expect(show(valueOf(many))).toBe('error: Iteration budget exceeded');
  });
});

test('whatever the text, there is an answer', () => {
  const parts = [
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '.',
    ',',
    '?',
    ':',
    '!',
    '-',
    '+',
    '"',
    "'",
    '\\',
    '1',
    '0x',
    'u',
    'n',
    'items',
    'has(',
    '.all(',
    ' in ',
    '&&',
    '||',
    '//',
    '\n',
    'é',
    '\u{1f600}',
  ];
  let state = 7;
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0);
  for (let i = 0; i < 20_000; i++) {
    const source = Array.from({ length: next() % 12 }, () => parts[(next() >>> 8) % parts.length]).join('');
    expect(typeof show(valueOf(source))).toBe('string');
  }
});
