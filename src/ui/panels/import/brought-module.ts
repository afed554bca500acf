import { sha256, type BroughtModules, type Imported, type MissingModule } from '../../../state/index.ts';

const MAX_BYTES = 8 * 1024 * 1024;
const magic = [0, 0x61, 0x73, 0x6d];

export type Brought =
  | {
      readonly kind: 'given';
      readonly fileName: string;
      readonly sha256: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'not-wasm' }
  | { readonly kind: 'too-large' };

/** A file that a person gives for a module. */
export async function broughtFile(file: File): Promise<Brought> {
  if (file.size > MAX_BYTES) return { kind: 'too-large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (magic.some((byte, i) => bytes[i] !== byte)) return { kind: 'not-wasm' };
  return { kind: 'given', fileName: file.name, sha256: await sha256(bytes), bytes };
}

/** For which of the missing files somebody drops this one: by its hash, by its name, or as the next in the list. */
export function wantedFor(
  { missing }: Imported,
  brought: ReadonlyMap<string, Brought>,
  given: { readonly fileName: string; readonly sha256: string },
): MissingModule | undefined {
  const waiting = missing.filter(({ sha256: hash }) => brought.get(hash)?.kind !== 'given');
  return (
    missing.find((one) => one.isHashStated && one.sha256 === given.sha256) ??
    missing.find((one) => one.fileName === given.fileName) ??
    waiting[0]
  );
}

export function givenModules(brought: ReadonlyMap<string, Brought>): BroughtModules {
  return new Map([...brought].flatMap(([hash, one]) => (one.kind === 'given' ? [[hash, one]] : [])));
}
