/** What a zip's directory says of one of its files. Nothing of it is checked yet. */
export interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly isEncrypted: boolean;
  readonly isSymlink: boolean;
  /** Where its local header begins. */
  readonly at: number;
}

export type DirectoryFailure =
  | { readonly kind: 'not-zip' }
  /** It breaks off, or places point outside it. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'too-many-files'; readonly count: number; readonly limit: number };

const endRecord = { signature: 0x06054b50, size: 22, longestComment: 0xffff } as const;
const directoryRecord = { signature: 0x02014b50, size: 46 } as const;
const localRecord = { signature: 0x04034b50, size: 30 } as const;
/** Of Unix, in the upper half of the external attributes. */
const fileType = { mask: 0xf000, symlink: 0xa000 } as const;
const madeOn = { unix: 3, mac: 19 } as const;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

function endAt(view: DataView): number {
  const last = view.byteLength - endRecord.size;
  for (let at = last; at >= 0 && at >= last - endRecord.longestComment; at--)
    if (view.getUint32(at, true) === endRecord.signature) return at;
  return -1;
}

/** The files that a zip's directory names, in its order. */
export function readDirectory(zip: Uint8Array, limit: number): readonly ZipEntry[] | DirectoryFailure {
  const view = viewOf(zip);
  const end = endAt(view);
  if (end < 0) return { kind: 'not-zip' };
  const count = view.getUint16(end + 10, true);
  if (count > limit) return { kind: 'too-many-files', count, limit };
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + directoryRecord.size > end || view.getUint32(at, true) !== directoryRecord.signature)
      return { kind: 'damaged' };
    const nameSize = view.getUint16(at + 28, true);
    const name = zip.subarray(at + directoryRecord.size, at + directoryRecord.size + nameSize);
    const host = view.getUint16(at + 4, true) >> 8;
    const mode = host === madeOn.unix || host === madeOn.mac ? view.getUint16(at + 40, true) : 0;
    entries.push({
      path: new TextDecoder().decode(name),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      isSymlink: (mode & fileType.mask) === fileType.symlink,
      at: view.getUint32(at + 42, true),
    });
    at += directoryRecord.size + nameSize + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The packed bytes of a file; undefined when they are not where the directory says. */
export function packedBytes(zip: Uint8Array, { at, packedSize }: ZipEntry): Uint8Array | undefined {
  const view = viewOf(zip);
  if (at + localRecord.size > zip.length || view.getUint32(at, true) !== localRecord.signature) return undefined;
  const from = at + localRecord.size + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return from + packedSize > zip.length ? undefined : zip.subarray(from, from + packedSize);
}
