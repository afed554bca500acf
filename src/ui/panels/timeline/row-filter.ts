import { LOG_LEVELS, type Report } from '../../../model/index.ts';
import { requestOfExchange, RowKind, type RunRows } from '../../../state/index.ts';
import type { RowText } from './row-text.ts';
import { words } from './timeline.words.ts';

const TOKENS = ['fn', 'filter', 'request', 'status', 'vm', 'thread', 'kind', 'level', 'text'] as const;
type Token = (typeof TOKENS)[number];

const KINDS = ['callback', 'hostcall', 'log', 'host', 'step', 'mark', 'memory'] as const;
const LEVELS = [...LOG_LEVELS, 'warning'] as const;

interface Term {
  readonly token: Token;
  readonly value: string;
  readonly isNot: boolean;
}

export type RowQuery =
  { readonly kind: 'terms'; readonly terms: readonly Term[] } | { readonly kind: 'wrong'; readonly problem: string };

/** Words of a filter: `fn:get`, `status:!ok`, `!kind:log`, `text:"two words"`, and free text. */
export function parseRowQuery(text: string): RowQuery {
  const terms: Term[] = [];
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return { kind: 'wrong', problem: words.openQuote };
  for (const word of text.match(/(?:"[^"]*"|[^\s"])+/g) ?? []) {
    const term = termOf(word);
    if (typeof term === 'string') return { kind: 'wrong', problem: term };
    if (term.value !== '') terms.push(term);
  }
  return { kind: 'terms', terms };
}

function termOf(word: string): Term | string {
  const isNot = word.startsWith('!');
  const rest = isNot ? word.slice(1) : word;
  const [, name, after = ''] = /^([a-z]+):(.*)$/is.exec(rest) ?? [];
  if (name === undefined) return { token: 'text', value: unquoted(rest), isNot };
  const token = TOKENS.find((one) => one === name.toLowerCase());
  if (token === undefined) return words.unknownToken(name, TOKENS);
  const isAlsoNot = after.startsWith('!');
  const value = unquoted(isAlsoNot ? after.slice(1) : after);
  const known = knownValues(token);
  if (value !== '' && known !== undefined && !known.some((one) => one.startsWith(value)))
    return words.badValue(token, value, known);
  return { token, value, isNot: isNot !== isAlsoNot };
}

const unquoted = (text: string): string => text.replaceAll('"', '').toLowerCase();

/** Words that a token can have behind it, where there are only some. */
function knownValues(token: Token): readonly string[] | undefined {
  if (token === 'kind') return KINDS;
  return token === 'level' ? LEVELS : undefined;
}

export interface FilteredRun {
  readonly report: Report;
  readonly rows: RunRows;
  readonly textOf: (row: number) => RowText;
}

/** Whether a row fits all terms. Groups fit nothing: what is inside them does. */
export function rowFits(row: number, terms: readonly Term[], run: FilteredRun): boolean {
  if (run.rows.kind[row] === RowKind.group) return false;
  return terms.every((term) => fits(row, term, run) !== term.isNot);
}

function fits(row: number, { token, value }: Term, { report, rows, textOf }: FilteredRun): boolean {
  switch (token) {
    case 'fn':
      return isCall(rows, row) && textOf(row).name.toLowerCase().includes(value);
    case 'filter': {
      const filter = rows.filter[row] ?? -1;
      const name = report.plugins[filter]?.name.toLowerCase();
      return filter >= 0 && (String(filter + 1) === value || name?.includes(value) === true);
    }
    case 'request': {
      const exchange = rows.exchange[row] ?? -1;
      return exchange >= 0 && String(requestOfExchange(report, exchange) + 1) === value;
    }
    case 'status':
      return statusFits(row, value, rows, textOf(row));
    case 'vm':
      return String(rows.vm[row]) === value;
    case 'thread':
      return report.vms[rows.vm[row] ?? -1]?.thread.replace('_', '').startsWith(value.replace('_', '')) === true;
    case 'kind':
      return kindName(rows.kind[row] ?? 0).startsWith(value);
    case 'level':
      return (textOf(row).level ?? -1) >= LEVELS.findIndex((one) => one.startsWith(value)) % LOG_LEVELS.length;
    case 'text': {
      const { name, details, status } = textOf(row);
      return `${name} ${details} ${status}`.toLowerCase().includes(value);
    }
  }
}

const isCall = ({ kind }: RunRows, row: number): boolean =>
  kind[row] === RowKind.callback ||
  kind[row] === RowKind.hostcall ||
  kind[row] === RowKind.log ||
  kind[row] === RowKind.memory;

/** `ok`: the host granted it, or the callback returned. Only calls have a status. */
function statusFits(row: number, value: string, rows: RunRows, { status, tone }: RowText): boolean {
  if (value !== 'ok') return status.toLowerCase().includes(value);
  if (rows.kind[row] === RowKind.callback) return tone !== 'bad';
  return rows.kind[row] !== RowKind.hostcall || ['', 'Ok', 'ESUCCESS'].includes(status);
}

function kindName(kind: number): string {
  return KINDS.find((name) => RowKind[name] === kind) ?? '';
}

/** What may stand where the cursor is: whole texts of the box, each with the word that is new in it. */
export function completions(
  text: string,
  run: FilteredRun,
): readonly { readonly text: string; readonly word: string; readonly hint: string }[] {
  const [, before = '', word = ''] = /^(.*?)(\S*)$/s.exec(text) ?? [];
  const [, mark = '', rest = ''] = /^(!?)(.*)$/.exec(word) ?? [];
  const [, name, not = '', started = ''] = /^([a-z]+):(!?)(.*)$/.exec(rest) ?? [];
  if (name === undefined)
    return TOKENS.filter((token) => token.startsWith(rest) && (rest !== '' || word === '')).map((token) => ({
      text: `${before}${mark}${token}:`,
      word: `${mark}${token}:`,
      hint: words.tokens[token],
    }));
  const token = TOKENS.find((one) => one === name);
  const values = token === undefined ? [] : valuesOf(token, run);
  return values
    .filter((value) => value.toLowerCase().includes(started.toLowerCase()) && value !== started)
    .slice(0, MOST_COMPLETIONS)
    .map((value) => ({ text: `${before}${mark}${name}:${not}${quotedWord(value)} `, word: value, hint: '' }));
}

const MOST_COMPLETIONS = 12;
const quotedWord = (value: string): string => (/\s/.test(value) ? `"${value.replaceAll('"', '')}"` : value);
/** Rows that are looked at for names and statuses. */
const LOOKED_AT = 20_000;

function valuesOf(token: Token, { report, rows, textOf }: FilteredRun): readonly string[] {
  switch (token) {
    case 'kind':
      return KINDS;
    case 'level':
      return LOG_LEVELS;
    case 'filter':
      return [...new Set(report.plugins.map(({ name }) => name))];
    case 'request':
      return report.exchanges.map((_, exchange) => String(requestOfExchange(report, exchange) + 1));
    case 'vm':
      return report.vms.map((_, index) => String(index));
    case 'thread':
      return [...new Set(report.vms.map(({ thread }) => thread))];
    case 'fn':
    case 'status': {
      const seen = new Set<string>(token === 'status' ? ['ok', '!ok'] : []);
      for (let row = 0; row < Math.min(rows.count, LOOKED_AT); row++)
        if (isCall(rows, row)) seen.add(token === 'fn' ? textOf(row).name : textOf(row).status);
      return [...seen].filter((value) => value !== '').sort();
    }
    case 'text':
      return [];
  }
}
