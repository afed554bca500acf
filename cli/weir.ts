import { parseArgs } from 'node:util';
import { Unusable, wordsOf } from './unusable.ts';
import { helpOf, overview } from './weir/help.ts';
import type { Call, Verb } from './weir/verb.ts';
import { verbs } from './weir/verbs.ts';

process.exitCode = await main(process.argv.slice(2));

async function main([name = 'help', ...words]: readonly string[]): Promise<number> {
  if (name === 'help' || name === '--help') return help(words[0]);
  const verb = verbs.get(name);
  if (verb === undefined) return refused(`there is no verb ${name}`, overview());
  const usage = `usage: weir ${name} ${verb.usage}\nMore: weir help ${name}`;
  try {
    const call = callOf(verb, words);
    if (call.has('help')) return help(name);
    const { least, most } = verb.files;
    if (call.files.length < least || call.files.length > most) return refused(usage);
    return await verb.run(call);
  } catch (error) {
    if (error instanceof Unusable) return refused(error.message);
    if (error instanceof TypeError && 'code' in error) return refused(wordsOf(error), usage);
    throw error;
  }
}

function help(name: string | undefined): number {
  const text = name === undefined ? overview() : helpOf(name);
  if (text === undefined) return refused(`there is no verb ${name}`, overview());
  console.log(text);
  return 0;
}

function refused(...lines: readonly string[]): number {
  console.error(lines.join('\n'));
  return 2;
}

function callOf({ options }: Verb, words: readonly string[]): Call {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { ...options, help: { type: 'boolean' } },
  });
  const given: Readonly<Record<string, unknown>> = values;
  return {
    files: positionals,
    has: (name) => given[name] === true,
    text: (name) => (typeof given[name] === 'string' ? given[name] : undefined),
    texts: (name) => (Array.isArray(given[name]) ? given[name].map(String) : []),
  };
}
