import { compile } from './compile.ts';
import { exportProject } from './export.ts';
import { importProject } from './import.ts';
import { inspect } from './inspect.ts';
import { link } from './link.ts';
import { run } from './run.ts';
import type { Verb } from './verb.ts';

/** What the command line can do. A line for each. */
export const verbs: ReadonlyMap<string, Verb> = new Map([
  ['run', run],
  ['compile', compile],
  ['export', exportProject],
  ['import', importProject],
  ['inspect', inspect],
  ['link', link],
]);
