import { isFileName } from '../index.ts';
import { type LinkView, resultTabs } from './view.ts';

/** What the part of an address behind `?` may ask for. */
export interface Wishes {
  /** Id of an example. */
  readonly example?: string;
  /** Ids of a workshop and, behind a slash, of a lesson in it. */
  readonly lesson?: string;
  readonly file?: string;
  /** Lines of the file, from 1. */
  readonly lines?: LinkView['lines'];
  readonly tab?: LinkView['resultTab'];
  readonly theme?: 'system' | 'light' | 'dark';
  /** `click`: nothing runs before somebody asks for it. */
  readonly run?: 'auto' | 'click';
}

const themes = ['system', 'light', 'dark'] as const;
const runs = ['auto', 'click'] as const;
const MAX_CHARACTERS = 2000;
const MAX_LINE = 1_000_000;

/** Unknown names and values that make no sense are passed over. */
export function wishesOf(search: string): Wishes {
  const asked = new URLSearchParams(search.slice(0, MAX_CHARACTERS));
  const [example, file, lines, theme] = [asked.get('example'), asked.get('file'), asked.get('L'), asked.get('theme')];
  const lesson = asked.get('lesson');
  const one = <T extends string>(name: string, of: readonly T[]): T | undefined => {
    const value = asked.get(name);
    return of.find((allowed) => allowed === value);
  };
  const [tab, run, colours] = [
    one('tab', resultTabs),
    one('run', runs),
    theme === null ? undefined : one('theme', themes),
  ];
  const range = lines === null ? undefined : linesOf(lines);
  return {
    ...(example !== null && /^[a-z0-9-]{1,64}$/.test(example) && { example }),
    ...(lesson !== null && /^[a-z0-9-]{1,64}(?:\/[a-z0-9-]{1,64})?$/.test(lesson) && { lesson }),
    ...(file !== null && isFileName(file) && { file }),
    ...(range && { lines: range }),
    ...(tab && { tab }),
    ...(colours && { theme: colours }),
    ...(run && { run }),
  };
}

/** `12` or `12-18`. */
function linesOf(text: string): LinkView['lines'] | undefined {
  const [, first = '', last = first] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return from >= 1 && to >= from && to <= MAX_LINE ? { from, to } : undefined;
}
