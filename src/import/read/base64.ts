/** Bytes of base64 in either alphabet; undefined when it is none. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const plain = text.replaceAll(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
    return Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
