/** What a shell would hand to a program. */
export interface ShellWords {
  readonly words: readonly string[];
  /** What stands there for a shell and means nothing here, in its own characters. */
  readonly ignored: readonly string[];
  /** A quote that was never closed. */
  readonly isOpen: boolean;
}

/** Splits a command line as bash does, or as the Windows command line does where the text is made for that one. */
export function shellWords(text: string): ShellWords {
  const line = text.replace(/\r\n?/g, '\n').replace(/^\s*(?:\$|>|❯|%)\s+/, '');
  return isForWindows(line) ? windowsWords(line) : bashWords(line);
}

/** Browsers' "Copy as cURL (cmd)" escapes quotes or line ends with a caret. */
function isForWindows(line: string): boolean {
  return /\^"|\^[ \t]*\n/.test(line) && !/\\[ \t]*\n/.test(line);
}

/** Carets first, as cmd.exe removes them; then quotes, as a program's runtime reads them. */
function windowsWords(line: string): ShellWords {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  const plain = withoutCarets(line);
  for (let i = 0; i < plain.length; i++) {
    const char = plain.charAt(i);
    if (char === '\\' && plain.charAt(i + 1) === '"') word = `${word ?? ''}${plain.charAt(++i)}`;
    else if (char === '"' && isQuoted && plain.charAt(i + 1) === '"') word = `${word ?? ''}${plain.charAt(++i)}`;
    else if (char === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (!isQuoted && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return { words, ignored: [], isOpen: isQuoted };
}

function withoutCarets(line: string): string {
  let plain = '';
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (char === '"') isQuoted = !isQuoted;
    if (char !== '^' || isQuoted) {
      plain += char;
      continue;
    }
    const [escaped] = /^[ \t]*\n\n?/.exec(line.slice(i + 1)) ?? [];
    // A caret at the end of a line takes the line end away; an empty line behind it stands for one.
    plain += escaped === undefined ? line.charAt(i + 1) : escaped.endsWith('\n\n') ? '\n' : ' ';
    i += escaped?.length ?? 1;
  }
  return plain;
}

interface Reader {
  readonly text: string;
  at: number;
}

function bashWords(text: string): ShellWords {
  const reader: Reader = { text, at: 0 };
  const words: string[] = [];
  const ignored: string[] = [];
  let isOpen = false;
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  while (reader.at < text.length) {
    const char = text.charAt(reader.at);
    if (/\s/.test(char)) {
      endWord();
      reader.at++;
    } else if (char === '#' && word === undefined) {
      reader.at = lineEnd(text, reader.at);
    } else if (isEnd(text, reader.at, word)) {
      endWord();
      ignored.push(text.slice(reader.at).trim());
      break;
    } else if (char === '>' || char === '<') {
      // `2>` is no word of the program's.
      const from = /^\d$/.test(word ?? '') ? (word ?? '') : '';
      if (from === '') endWord();
      word = undefined;
      ignored.push(from + redirection(reader));
    } else {
      const part = partAt(reader);
      isOpen ||= part.isOpen === true;
      if (part.expands) ignored.push(part.expands);
      if (!part.isNothing) word = (word ?? '') + part.text;
    }
  }
  endWord();
  return { words, ignored, isOpen };
}

/** A pipe, a semicolon or an ampersand. The `&` and `;` inside an unquoted address are meant as they stand. */
function isEnd(text: string, at: number, word: string | undefined): boolean {
  const char = text.charAt(at);
  if (char === '|') return true;
  if (char !== '&' && char !== ';') return false;
  return word === undefined || !/[^\s;&|]/.test(text.charAt(at + 1));
}

function redirection(reader: Reader): string {
  const [found = ''] = /^[<>]{1,3}(?:&[\d-]|&?\s*[^\s;|&<>]*)/.exec(reader.text.slice(reader.at)) ?? [];
  reader.at += Math.max(1, found.length);
  return found;
}

interface Part {
  readonly text: string;
  readonly isOpen?: boolean;
  /** Not even an empty word. */
  readonly isNothing?: boolean;
  /** What a shell would have replaced with a value. */
  readonly expands?: string;
}

/** A quoted stretch, an escape, or one character; moves the reader behind it. */
function partAt(reader: Reader): Part {
  const { text, at } = reader;
  const char = text.charAt(at);
  if (char === "'") return singleQuoted(reader, at + 1);
  if (char === '"') return doubleQuoted(reader, at + 1);
  if (char === '$' && text.charAt(at + 1) === "'") return ansiQuoted(reader, at + 2);
  if (char === '$' && text.charAt(at + 1) === '"') return doubleQuoted(reader, at + 2);
  if (char === '\\') {
    const isJoin = text.charAt(at + 1) === '\n' || text.charAt(at + 1) === '';
    reader.at = at + 2;
    return isJoin ? { text: '', isNothing: true } : { text: text.charAt(at + 1) };
  }
  const expands = expansionAt(text, at);
  reader.at = at + (expands?.length ?? 1);
  return { text: expands ?? char, ...(expands !== undefined && { expands }) };
}

function singleQuoted(reader: Reader, from: number): Part {
  const end = reader.text.indexOf("'", from);
  reader.at = end < 0 ? reader.text.length : end + 1;
  return { text: reader.text.slice(from, end < 0 ? undefined : end), isOpen: end < 0 };
}

function doubleQuoted(reader: Reader, from: number): Part {
  const { text } = reader;
  let value = '';
  let expands: string | undefined;
  for (let i = from; i < text.length; i++) {
    const char = text.charAt(i);
    const next = text.charAt(i + 1);
    if (char === '"') {
      reader.at = i + 1;
      return { text: value, ...(expands !== undefined && { expands }) };
    }
    if (char === '\\' && '"\\$`\n'.includes(next) && next !== '') {
      if (next !== '\n') value += next;
      i++;
      continue;
    }
    expands ??= expansionAt(text, i);
    value += char;
  }
  reader.at = text.length;
  return { text: value, isOpen: true };
}

/** `$NAME`, `${NAME}`, `$(command)` or a command in back ticks. */
function expansionAt(text: string, at: number): string | undefined {
  return /^(?:\$\{[^}]*\}|\$\([^)]*\)|\$[A-Za-z_]\w*|`[^`]*`)/.exec(text.slice(at))?.[0];
}

const ansiEscapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Bash's `$'..'`, which Chrome's "Copy as cURL" writes. */
function ansiQuoted(reader: Reader, from: number): Part {
  const { text } = reader;
  const end = ansiEnd(text, from);
  reader.at = end + 1;
  const value = text
    .slice(from, end)
    .replace(
      /\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,8})|([0-7]{1,3})|([^]))/gi,
      (_, x?: string, u?: string, long?: string, octal?: string, char = '') => {
        const hex = x ?? u ?? long;
        if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
        if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
        return ansiEscapes[String(char)] ?? String(char);
      },
    );
  return { text: value, isOpen: end >= text.length };
}

function ansiEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charAt(i) !== "'") i += text.charAt(i) === '\\' ? 2 : 1;
  return Math.min(i, text.length);
}

const codePoint = (code: number): string => (code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
