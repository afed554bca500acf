/** A multiple of 3, so that the pieces join without padding between them. */
const pieceSize = 3 * 8192;

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += pieceSize)
    text += btoa(String.fromCharCode(...bytes.subarray(i, i + pieceSize)));
  return text;
}
