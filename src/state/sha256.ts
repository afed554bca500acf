import { bytesOfText, hexOfBytes, sha256Here } from '../model/index.ts';

/** SHA-256 in hex. The platform's own where there is one: a page on plain http has none. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  return subtle === undefined ? sha256Here(bytes) : hexOfBytes(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}

/** Names the contents of a project's sources: an example's prebuilt module serves while this is what it was. */
export function sourcesHash(files: Readonly<Record<string, string>>): string {
  const byPath = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  return sha256Here(bytesOfText(JSON.stringify(byPath)));
}
