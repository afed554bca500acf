import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Verdict } from './conformance/judge.ts';
import { Kit, UnusableKit } from './conformance/kit.ts';
import { replayJob, type Job } from './conformance/replay-job.ts';
import { count, failureText, familyCounts, summaryText } from './conformance/verdict-text.ts';

const usage = `usage: npm run conformance -- [DIR] [NAME...] [--browser] [--json] [--all]
Replays scenarios recorded from Envoy and prints where we differ: - is Envoy, + is here.
DIR      a folder with scenarios/, golden/ and wasm/; the project's own when none is named
NAME     a scenario's name, its beginning, or a pattern with *
--browser  replay in headless Chromium
--json     print the outcome as JSON
--all      print every difference, not the first three of a scenario
Exit code 0: nothing failed; 1: a scenario differs; 2: it could not run.`;

interface Machine {
  /** The project's folder. */
  readonly root: string;
  readonly replayInBrowser: (folder: string, jobs: readonly Job[]) => Promise<readonly Verdict[]>;
}

/** The command's words to its exit code. */
export async function conformance(words: readonly string[], machine: Machine): Promise<number> {
  try {
    const { values, positionals } = options(words);
    if (values.help) {
      console.log(usage);
      return 0;
    }
    const { kit, names } = selection(positionals, join(machine.root, 'conformance'));
    const jobs: Job[] = names.map((name) => ({ name, expectation: kit.expectation(name) }));
    const verdicts = values.browser
      ? await machine.replayInBrowser(kit.folder, jobs)
      : jobs.map((job) => replayJob(kit, job));
    show(verdicts, values);
    return count(verdicts).failed === 0 ? 0 : 1;
  } catch (error) {
    const isExpected = error instanceof UnusableKit || (error instanceof TypeError && 'code' in error);
    console.error(isExpected ? error.message : error);
    return 2;
  }
}

function options(words: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const known = { browser: flag, json: flag, all: flag, help: flag };
  const unknown = words.find((word) => word.startsWith('-') && !Object.keys(known).includes(word.slice(2)));
  if (unknown !== undefined)
    throw new UnusableKit(`there is no option ${unknown}; npm run conformance -- --help lists those there are`);
  return parseArgs({ args: [...words], allowPositionals: true, options: known });
}

/** Which kit, and which of its scenarios. */
function selection(words: readonly string[], own: string): { kit: Kit; names: string[] } {
  const folders = words.filter((word) => word.includes('/') || word === '.' || isKit(folderOf(word)));
  if (folders.length > 1) throw new UnusableKit(`only one folder at a time: ${folders.join(', ')}`);
  const [folder] = folders;
  const kit = new Kit(folder === undefined ? own : folderOf(folder), own);
  const patterns = words.filter((word) => word !== folder);
  const all = kit.names();
  const missing = patterns.find((pattern) => !all.some((name) => matches(name, pattern)));
  if (missing !== undefined)
    throw new UnusableKit(`there is neither a scenario nor a folder of scenarios by the name of ${missing}`);
  if (all.length === 0) throw new UnusableKit(`there is no scenario in ${join(kit.folder, 'scenarios')}`);
  const names = all.filter((name) => patterns.length === 0 || patterns.some((pattern) => matches(name, pattern)));
  return { kit, names };
}

/** A folder as the person meant it: npm runs us in the project's folder, wherever they are. */
function folderOf(word: string): string {
  return resolve(existsSync(word) ? '.' : (process.env['INIT_CWD'] ?? '.'), word);
}

function isKit(folder: string): boolean {
  return existsSync(join(folder, 'scenarios'));
}

function matches(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return name.startsWith(pattern);
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(name);
}

function show(verdicts: readonly Verdict[], { json, all }: { readonly json: boolean; readonly all: boolean }): void {
  if (json) {
    console.log(JSON.stringify({ ...count(verdicts), families: familyCounts(verdicts), scenarios: verdicts }, null, 1));
    return;
  }
  const failures = verdicts.filter(({ outcome }) => outcome === 'failed');
  for (const failure of failures) console.log(`${failureText(failure, all ? Infinity : 3)}\n`);
  console.log(summaryText(verdicts));
}
