import type { StoredVersion } from '../ports.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;
/** What was deleted, and modules that are named nowhere, can be had back for so long: a tab may still need them. */
export const KEPT_DAYS = 7;
const MAX_VERSIONS = 50;

/** Versions of one project, the latest first, that are too many. */
export function beyondCap(versions: readonly StoredVersion[]): readonly StoredVersion[] {
  return versions.slice(MAX_VERSIONS);
}

/** Hashes of modules anywhere in what is kept, whatever its shape. */
export function modulesNamedIn(values: readonly unknown[]): Set<string> {
  const text = JSON.stringify(values);
  return new Set([...text.matchAll(/sha256\\*":\\*"([0-9a-f]{64})/g)].map(([, sha256 = '']) => sha256));
}

interface Sweep {
  /** SHA-256 of each module that is kept. */
  readonly modules: readonly string[];
  readonly named: ReadonlySet<string>;
  /** Since when which modules are named nowhere, as it was kept. */
  readonly before: unknown;
  readonly at: number;
}

/** A module goes when it was named nowhere for days. */
export function sweep({ modules, named, before, at }: Sweep) {
  const since = new Map(Object.entries(typeof before === 'object' && before !== null ? before : {}));
  const marked = modules
    .filter((sha256) => !named.has(sha256))
    .map((sha256) => {
      const from: unknown = since.get(sha256);
      return [sha256, typeof from === 'number' ? from : at] as const;
    });
  const isOver = ([, from]: readonly [string, number]): boolean => at - from >= KEPT_DAYS * DAY_MS;
  return {
    drop: marked.filter(isOver).map(([sha256]) => sha256),
    orphans: Object.fromEntries(marked.filter((one) => !isOver(one))),
  };
}
