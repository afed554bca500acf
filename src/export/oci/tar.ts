const block = 512;
const nameSize = 100;

/** One regular file as a tar archive, with fixed owner, mode and time: equal input gives equal bytes. */
export function tarOf(path: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = Math.ceil(bytes.length / block) * block;
  // Two empty blocks end an archive.
  const archive = new Uint8Array(block + padded + 2 * block);
  archive.set(header(path, bytes.length));
  archive.set(bytes, block);
  return archive;
}

function header(path: string, size: number): Uint8Array {
  const head = new Uint8Array(block);
  const text = (value: string, at: number) => head.set(new TextEncoder().encode(value), at);
  const octal = (value: number, at: number, width: number) =>
    text(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
  if (path.length > nameSize) throw new Error(`a tar header has no room for ${path}`);
  text(path, 0);
  octal(0o644, 100, 8); // mode
  octal(0, 108, 8); // owner
  octal(0, 116, 8); // group
  octal(size, 124, 12);
  octal(0, 136, 12); // time
  text('        ', 148); // the sum is taken with spaces in its place
  text('0', 156); // a regular file
  text('ustar\0', 257);
  text('00', 263);
  const sum = head.reduce((total, byte) => total + byte, 0);
  text(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}
