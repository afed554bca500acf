import { verbs } from './verbs.ts';

/** The list of verbs. */
export function overview(): string {
  const widest = Math.max(...[...verbs.keys()].map(({ length }) => length));
  return [
    'usage: weir VERB FILE... [options]',
    '',
    ...[...verbs].map(([name, { about }]) => `  ${name.padEnd(widest)}  ${about}`),
    `  ${'help'.padEnd(widest)}  Tells about a verb: weir help VERB`,
    '',
    'Exit code 0: as asked for; 1: something does not hold; 2: it could not be done.',
  ].join('\n');
}

/** All about one verb. */
export function helpOf(name: string): string | undefined {
  const verb = verbs.get(name);
  return verb && `usage: weir ${name} ${verb.usage}\n\n${verb.about}\n${verb.help}`;
}
