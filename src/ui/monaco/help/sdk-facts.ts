/** A method that the proxy calls on a context. */
export interface SdkCallback {
  readonly name: string;
  /** The class of the SDK that has it. */
  readonly owner: string;
  readonly params: readonly { readonly name: string; readonly type: string }[];
  readonly result: string;
  readonly doc: string;
}

/** What the sources of the SDK say, by reading them. */
export interface SdkFacts {
  /** Names that a filter can import. */
  readonly exports: ReadonlySet<string>;
  readonly callbacks: readonly SdkCallback[];
  /** Names of all methods. */
  readonly members: readonly string[];
  /** The host functions and callbacks of the ABI behind a function or method, by its name. */
  readonly hostcalls: (name: string) => readonly string[];
}

type Sources = Readonly<Record<string, string>>;

interface Body {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

const EXPORTED = /export \{([^}]*)\}/g;
const CLASS = /^export class (\w+)/;
const METHOD = /^ {2}(?:static )?(\w+)(?:<[\w, ]+>)?\((.*?)\): ([\w[\]<>| ]+) \{/;
/** With its parameters on lines of their own. */
const LONG_METHOD = /^ {2}(\w+)(?:<[\w, ]+>)?\($/;
/** Something that ends a function early. */
const ONE_CASE = /^ *if \(.+\) return .*$/gm;
const FUNCTION = /^(?:export )?function (\w+)/;

/** Reads the SDK's files, by their paths. */
export function readSdk(sources: Sources): SdkFacts {
  const index = Object.entries(sources).find(([path]) => path.endsWith('/index.ts'))?.[1] ?? '';
  const names = [...index.matchAll(EXPORTED)].flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  const bodies = Object.entries(sources).flatMap(([path, text]) => bodiesOf(path, text));
  const callbacks = Object.values(sources).flatMap(callbacksOf);
  return {
    exports: new Set(names.filter(Boolean)),
    callbacks,
    members: [...new Set(Object.values(sources).flatMap(membersOf))],
    hostcalls: (name) => [...hostcallsOf(name, bodies), ...enteringOf(name, bodies)],
  };
}

function callbacksOf(text: string): SdkCallback[] {
  let owner = '';
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    owner = CLASS.exec(line)?.[1] ?? owner;
    const [, name = '', list = '', result = ''] = METHOD.exec(line) ?? [];
    if (!/^on[A-Z]/.test(name)) return [];
    const params = list.split(', ').filter(Boolean);
    return [
      {
        name,
        owner,
        params: params.map((param) => {
          const [own = '', type = ''] = param.split(': ');
          return { name: own, type };
        }),
        result,
        doc: docAbove(lines, i),
      },
    ];
  });
}

/** Names of methods by the lines on which they begin. */
function methodNames(lines: readonly string[]): (string | undefined)[] {
  let isInClass = false;
  return lines.map((line) => {
    if (/^\S/.test(line)) isInClass = CLASS.test(line) || (isInClass && !line.startsWith('}'));
    return isInClass ? (METHOD.exec(line) ?? LONG_METHOD.exec(line))?.[1] : undefined;
  });
}

function membersOf(text: string): string[] {
  return methodNames(text.split('\n')).filter((name) => name !== undefined);
}

function docAbove(lines: readonly string[], at: number): string {
  const words: string[] = [];
  for (let i = at - 1; i >= 0 && /^\s*(?:\/\*\*|\*)/.test(lines[i] ?? ''); i--) words.unshift(lines[i] ?? '');
  return words
    .join(' ')
    .replace(/\/\*\*|\*\/|^\s*\*| \* /g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Functions and methods with their text, up to where the next one begins. */
function bodiesOf(path: string, text: string): Body[] {
  const bodies: { path: string; name: string; text: string }[] = [];
  const lines = text.split('\n');
  const methods = methodNames(lines);
  for (const [i, line] of lines.entries()) {
    const name = FUNCTION.exec(line)?.[1] ?? methods[i];
    if (name !== undefined) bodies.push({ path, name, text: '' });
    const last = bodies.at(-1);
    if (last) last.text += `${line}\n`;
  }
  return bodies;
}

/** The `proxy_...` functions that a function comes to. */
function hostcallsOf(name: string, bodies: readonly Body[]): string[] {
  const found = new Set<string>();
  const seen = new Set<Body>();
  const follow = (body: Body): void => {
    if (seen.has(body)) return;
    seen.add(body);
    for (const [, hostcall = ''] of body.text.matchAll(/\benv\.(\w+)\(/g)) found.add(hostcall);
    // What is done in one case only comes last: a name says what its function does otherwise.
    const [, inside = ''] = body.text.split(/\{([^]*)/);
    const inOrder = `${inside.replaceAll(ONE_CASE, '')}\n${inside.match(ONE_CASE)?.join('\n') ?? ''}`;
    for (const [, called = ''] of inOrder.matchAll(/\b(\w+)(?:<\w+>)?\(/g)) {
      const near = bodies.filter((one) => one.name === called && one.path === body.path);
      const targets = near.length > 0 ? near : bodies.filter((one) => one.name === called && isPublic(one));
      if (called !== body.name) targets.forEach(follow);
      else bodies.filter((one) => one.name === called && one.path !== body.path && isPublic(one)).forEach(follow);
    }
  };
  bodies.filter((one) => one.name === name && !one.name.startsWith('proxy_')).forEach(follow);
  // A refusal is logged whatever the call: that is not what the function is for.
  if (found.size > 1 && !/^(?:log|complain)/i.test(name)) found.delete('proxy_log');
  return [...found];
}

const isPublic = ({ text }: Body): boolean => text.startsWith('export function');

/** The callbacks of the ABI that enter a method. */
function enteringOf(name: string, bodies: readonly Body[]): string[] {
  if (!/^on[A-Z]/.test(name)) return [];
  const calls = new RegExp(`\\.${name}\\(`);
  return bodies.filter((one) => one.name.startsWith('proxy_') && calls.test(one.text)).map((one) => one.name);
}
