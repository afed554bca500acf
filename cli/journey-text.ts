import { type HeaderBytes, latin1OfBytes, type Stage, textOfBytes } from '../src/model/index.ts';

/** What one stage did to the headers: `+` added, `-` removed, `~` changed. */
export function changes(before: HeaderBytes, after: HeaderBytes): string[] {
  const [old, now] = [valuesByName(before), valuesByName(after)];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined) return [`+ ${name}: ${is}`];
    if (is === undefined) return [`- ${name}: ${was}`];
    return was === is ? [] : [`~ ${name}: ${was} -> ${is}`];
  });
}

/** All headers, one a line. */
export function headerLines(headers: HeaderBytes): string[] {
  return [...valuesByName(headers)].map(([name, value]) => `${name}: ${value}`);
}

/** A journey stage by stage: in full where it begins, then only what each stage changed. */
export function journeyLines(stages: readonly Stage[], nameOf: (filter: number) => string): string[] {
  let before: HeaderBytes = [];
  return stages.flatMap((stage, at) => {
    const place = stage.filter === undefined || stage.at !== 'filter' ? stage.at : nameOf(stage.filter);
    if (stage.state === 'skipped') return [`${place}: not reached`];
    const lines = at === 0 ? headerLines(stage.headers) : changes(before, stage.headers);
    const held = stage.state === 'held' || stage.state === 'replied' ? ` (${stage.state})` : '';
    before = stage.headers;
    return [`${place}${held}${lines.length === 0 ? ': unchanged' : ''}`, ...lines.map((line) => `  ${line}`)];
  });
}

/** Values of a name that occurs more than once stand behind one another, as Envoy joins them. */
function valuesByName(headers: HeaderBytes): Map<string, string> {
  const values = new Map<string, string>();
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const [name, value] = [headers[at], headers[at + 1]];
    if (name === undefined || value === undefined) continue;
    const key = latin1OfBytes(name);
    const known = values.get(key);
    values.set(key, known === undefined ? textOfBytes(value) : `${known}, ${textOfBytes(value)}`);
  }
  return values;
}
