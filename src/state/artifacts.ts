/** What a build made, and of what: it is good as long as these files have these contents. */
export interface BuiltModule {
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** Contents of every file that took part or was looked for; `undefined`: it was not there. */
  readonly sources: Readonly<Record<string, string | undefined>>;
}

/** Bytes of modules, kept outside the store. */
export class Artifacts {
  /** By entry: the last good build. */
  readonly built = new Map<string, BuiltModule>();
  /** By SHA-256. */
  readonly modules = new Map<string, Uint8Array<ArrayBuffer>>();
}

export function isMadeFrom(
  { sources }: Pick<BuiltModule, 'sources'>,
  files: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(sources).every(([path, text]) => files[path] === text);
}
