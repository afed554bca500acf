import { nearest } from './nearest.ts';
import type { SdkFacts } from './sdk-facts.ts';

export interface Problem {
  readonly code: number;
  readonly message: string;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** What a fix is made from. */
interface Place extends Problem {
  readonly text: string;
  /** What the compiler marks. */
  readonly marked: string;
  readonly sdk: SdkFacts;
}

type Make = (place: Place) => Fix | readonly Fix[] | undefined;

const SDK = './sdk/assembly';
const ACTIONS: Readonly<Record<string, string>> = {
  Continue: 'Continue',
  StopIteration: 'Pause',
  StopAllIterationAndBuffer: 'Pause',
  StopAllIterationAndWatermark: 'Pause',
  StopIterationAndBuffer: 'Pause',
  StopIterationAndWatermark: 'Pause',
  StopIterationNoBuffer: 'Pause',
};
const NUMBERS = /^(?:[iu](?:8|16|32|64)|[iu]size|f32|f64)$/;

/** Ways to mend what the compiler found; several where there is a choice, the usual one first. */
export function fixesFor(problem: Problem, text: string, sdk: SdkFacts): readonly Fix[] {
  const place = { ...problem, text, marked: text.slice(problem.start, problem.end), sdk };
  const made = makers[problem.code]?.(place) ?? [];
  return 'edits' in made ? [made] : made;
}

/** What a filter lacks that the compiler does not miss. */
export function lackOf(text: string): (Problem & { readonly fix: Fix }) | undefined {
  const found = /^(?:export )?class (\w+) extends (Http|Root|Stream)Context\b/m.exec(text);
  const [whole = '', name = '', kind = ''] = found ?? [];
  const set = `set${kind}Context`;
  if (found === null || new RegExp(`\\b(?:${set}|registerRootContext)\\(`).test(text)) return undefined;
  const start = found.index + whole.indexOf(name);
  const edits = [importEdit(text, [set]), { start: text.length, end: text.length, text: factory(text, set, name) }];
  return {
    code: 0,
    message: `Nothing makes a ${name}: call ${set} at the end of the file.`,
    start,
    end: start + name.length,
    fix: { title: `Add ${set}(() => new ${name}())`, edits: edits.filter((edit) => edit !== undefined) },
  };
}

const factory = (text: string, set: string, name: string): string =>
  `${text.endsWith('\n') ? '\n' : '\n\n'}${set}(() => new ${name}());\n`;

const makers: Readonly<Record<number, Make>> = {
  100: notImplemented,
  200: cast,
  235: withoutExport,
  1109: (place) => (place.text.slice(place.start - 1, place.end) === '??' ? nullish(place) : undefined),
  2304: unknownName,
  2322: otherType,
  2339: unknownMember,
  2355: withReturn,
  2394: asTheSdkHasIt,
  6054: unknownFile,
};

const replaced = (title: string, { start, end }: Pick<Edit, 'start' | 'end'>, text: string): Fix => ({
  title,
  edits: [{ start, end, text }],
});

function unknownName(place: Place): Fix | undefined {
  const { marked, text, sdk, start, end } = place;
  if (/^Filter\w+StatusValues$/.test(marked)) return otherAction(place);
  if (marked === 'undefined') return replaced('Use null', place, 'null');
  if (marked === 'any' || marked === 'unknown') {
    const annotation = /: *$/.exec(text.slice(0, start));
    const isInferred = /^\s*=(?!=|>)/.test(text.slice(end));
    return annotation && isInferred
      ? replaced(`Let the value say its type: there is no ${marked}`, { start: annotation.index, end }, '')
      : replaced(`Use string: there is no ${marked}`, place, 'string');
  }
  const edit = sdk.exports.has(marked) ? importEdit(text, [marked]) : undefined;
  return edit && { title: `Import ${marked} from the SDK`, edits: [edit] };
}

/** The enums of another SDK. */
function otherAction({ text, start, end }: Place): Fix {
  const member = /^\.(\w+)/.exec(text.slice(end))?.[1] ?? '';
  const action = `Action.${ACTIONS[member] ?? 'Continue'}`;
  const edit = importEdit(text, ['Action']);
  const edits = [{ start, end: end + (member === '' ? 0 : member.length + 1), text: action }];
  return { title: `Use ${action}`, edits: edit ? [edit, ...edits] : edits };
}

/** Adds names to the import of the SDK, or the import itself. */
export function importEdit(text: string, names: readonly string[]): Edit | undefined {
  const found = /import \{([^}]*)\} from (['"])\.\/sdk\/assembly\2/.exec(text);
  if (found === null) return { start: 0, end: 0, text: `import { ${names.join(', ')} } from '${SDK}';\n` };
  const known = (found[1] ?? '').split(',').map((name) => name.trim());
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length === 0) return undefined;
  const start = found.index + 'import {'.length;
  const all = [...known.filter(Boolean), ...missing].toSorted((a, b) => a.localeCompare(b, 'en'));
  const isLong = (found[1] ?? '').includes('\n');
  const list = isLong ? `\n  ${all.join(',\n  ')},\n` : ` ${all.join(', ')} `;
  return { start, end: start + (found[1] ?? '').length, text: list };
}

function otherType(place: Place): Fix | readonly Fix[] | undefined {
  const { message, marked, text, start, end } = place;
  const [, from = '', to = ''] = /^Type '(.*)' is not assignable to type '(.*)'\.$/.exec(message) ?? [];
  const isString = (type: string) => type === '~lib/string/String';
  if (from === '~lib/string/String | null' && isString(to)) {
    const isChained = /^\s*[.[]/.test(text.slice(end));
    return [
      replaced("Take '' when it is absent", place, isChained ? `(${marked} || '')` : `${marked} || ''`),
      replaced('Say that it is never absent: traps when it is', place, `${marked}!`),
    ];
  }
  if (NUMBERS.test(from) && isString(to)) {
    const isOne = /^[\w.()]+$/.test(marked);
    return replaced('Write it as text', place, `${isOne ? marked : `(${marked})`}.toString()`);
  }
  if (isString(from) && to === 'i32' && /\breturn\s+$/.test(text.slice(0, start)) && isInAction(place)) {
    const edit = importEdit(text, ['Action']);
    const action = { start, end, text: 'Action.Continue' };
    return { title: 'Return Action.Continue', edits: edit ? [edit, action] : [action] };
  }
  if (isString(from) && NUMBERS.test(to)) return replaced('Read it as a number', place, `${to}(parseInt(${marked}))`);
  return undefined;
}

/** Whether the method around a place answers an action. */
function isInAction({ text, start }: Place): boolean {
  return [...text.slice(0, start).matchAll(/\): (\w+) \{/g)].at(-1)?.[1] === 'Action';
}

function cast({ message, marked, ...place }: Place): Fix | undefined {
  const to = /to '(\w+)' requires an explicit cast/.exec(message)?.[1];
  return to === undefined ? undefined : replaced(`Convert it to ${to}`, place, `${to}(${marked})`);
}

function withoutExport({ text, start }: Place): Fix | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const found = /export (?:default )?/.exec(text.slice(lineStart, start));
  if (found === null) return undefined;
  const from = lineStart + found.index;
  return replaced('Leave out export: nothing outside can use it', { start: from, end: from + found[0].length }, '');
}

function nullish({ start, end }: Place): Fix {
  return replaced('Use ||: there is no ??', { start: start - 1, end }, '||');
}

function unknownMember(place: Place): Fix | undefined {
  const { message, marked, sdk } = place;
  if (message.endsWith("'sdk/assembly/enums/Action'.")) {
    const action = ACTIONS[marked] ?? 'Continue';
    return replaced(`Use Action.${action}`, place, action);
  }
  const known = nearest(marked, sdk.members);
  return known === undefined ? undefined : replaced(`Use ${known}`, place, known);
}

/** A method that must answer something, and does not at its end. */
function withReturn({ text, marked, end }: Place): Fix | undefined {
  const answer = { Action: 'Action.Continue', bool: 'true' }[marked];
  const close = answer === undefined ? -1 : endOfBlock(text, end);
  if (answer === undefined || close < 0) return undefined;
  return replaced(`Return ${answer}`, { start: close, end: close }, lineBefore(text, close, `return ${answer};`));
}

/** A statement on a line of its own before a closing bracket. */
function lineBefore(text: string, close: number, statement: string): string {
  const lineStart = text.lastIndexOf('\n', close) + 1;
  const indent = /^\s*/.exec(text.slice(lineStart, close))?.[0] ?? '';
  const isAlone = text.slice(lineStart, close).trim() === '';
  return isAlone ? `  ${statement}\n${indent}` : ` ${statement} `;
}

/** Where the block that begins behind a place ends; -1: it does not. */
function endOfBlock(text: string, from: number): number {
  let depth = 0;
  for (let i = text.indexOf('{', from); i >= 0 && i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

/** A callback whose parameters or result are not those of the SDK. */
function asTheSdkHasIt({ marked, sdk, text, start, end }: Place): Fix | undefined {
  const [, name = '', list = ''] = /^(\w+)\(([^)]*)\)/.exec(marked) ?? [];
  const known = sdk.callbacks.find((one) => one.name === name);
  if (known === undefined) return undefined;
  const own = list.split(',').map((param) => param.split(':')[0]?.trim() ?? '');
  const params = known.params.map((param, i) => `${own[i] || param.name}: ${param.type}`);
  const edits: Edit[] = [{ start, end, text: `${name}(${params.join(', ')}): ${known.result}` }];
  const close = endOfBlock(text, end);
  const answer = { Action: 'Action.Continue', bool: 'true' }[known.result];
  if (answer !== undefined && close >= 0 && !/\breturn\b/.test(text.slice(end, close)))
    edits.push({ start: close, end: close, text: lineBefore(text, close, `return ${answer};`) });
  const names = known.result === 'Action' ? importEdit(text, ['Action']) : undefined;
  return { title: `Declare ${name} as the SDK does`, edits: names ? [names, ...edits] : edits };
}

function unknownFile(place: Place): Fix | undefined {
  const { marked, text, start, end } = place;
  if (!/^['"](?:@solo-io\/proxy-runtime|(?:\.\.?\/)*sdk\/assembly)/.test(marked)) return undefined;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const whole = /^export \* from $/.test(text.slice(lineStart, start))
    ? /^;?\n?/.exec(text.slice(end))?.[0]
    : undefined;
  if (whole !== undefined)
    return replaced('Leave it out: every build has it', { start: lineStart, end: end + whole.length }, '');
  return replaced(`Import from '${SDK}'`, place, `'${SDK}'`);
}

function notImplemented(place: Place): Fix | undefined {
  if (place.message.endsWith('Iterators')) return countedLoop(place);
  if (place.message.endsWith('Closures')) return outside(place);
  return undefined;
}

/** `for (const one of list) {` with a counter. */
function countedLoop({ text, start }: Place): Fix | undefined {
  const found = /^for \((?:const|let) (\w+) of ([^\n]*)\) \{/.exec(text.slice(start));
  const [whole = '', one = '', list = ''] = found ?? [];
  if (found === null) return undefined;
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start) + 1));
  const isName = /^\w+$/.test(list);
  const all = isName ? list : `${one}List`;
  const head = isName ? '' : `const ${all} = ${list};\n${indent}`;
  const loop = `for (let i = 0; i < ${all}.length; i++) {\n${indent}  const ${one} = ${all}[i];`;
  return replaced('Count through the list: there is no for ... of', { start, end: start + whole.length }, head + loop);
}

/** A captured variable that begins with a plain value can stand outside of all functions. */
function outside({ text, marked, start }: Place): Fix | undefined {
  const value = String.raw`(?:-?\d[\w.]*|true|false|'[^'\n]*'|"[^"\n]*")`;
  const declared = new RegExp(String.raw`^[ \t]+((?:let|const) ${marked}(?:: \w+)? = ${value};)[ \t]*\n`, 'gm');
  const found = [...text.slice(0, start).matchAll(declared)].at(-1);
  if (!/^\w+$/.test(marked) || found === undefined) return undefined;
  const top = text.lastIndexOf('\nclass ', found.index) + 1;
  return {
    title: `Put ${marked} outside of the class: there are no closures`,
    edits: [
      { start: top, end: top, text: `${found[1] ?? ''}\n\n` },
      { start: found.index, end: found.index + found[0].length, text: '' },
    ],
  };
}
