import { readFileSync } from 'node:fs';

/** An event of a transcript that was recorded from Envoy. */
export interface GoldenEvent {
  /** `call`, `ret`, `host`, `log`, `wasm`, `envoy` or `mark`. */
  readonly t: string;
  readonly fn: string;
  readonly ret: string;
  readonly lvl: string;
  readonly msg: string;
}

const field = (event: object, name: string): string => {
  const value: unknown = Reflect.get(event, name);
  return typeof value === 'string' ? value : '';
};

export function goldenEvents(scenario: string, timeline: 'timeline' | 'timeline_startup'): readonly GoldenEvent[] {
  const golden: unknown = JSON.parse(readFileSync(`conformance/golden/${scenario}.json`, 'utf8'));
  const events: unknown = typeof golden === 'object' && golden !== null ? Reflect.get(golden, timeline) : undefined;
  if (!Array.isArray(events)) throw new Error(`${scenario} has no ${timeline}`);
  return events.map((event: unknown) => {
    if (typeof event !== 'object' || event === null) throw new Error(`${scenario}: not an event`);
    return {
      t: field(event, 't'),
      fn: field(event, 'fn'),
      ret: field(event, 'ret'),
      lvl: field(event, 'lvl'),
      msg: field(event, 'msg'),
    };
  });
}
