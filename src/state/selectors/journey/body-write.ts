/** A body after proxy_set_buffer_bytes: bytes at its front, over its front, or at its end. */
export function writeBody(
  body: Uint8Array,
  { start, length, bytes }: { readonly start: number; readonly length: number; readonly bytes: Uint8Array },
): Uint8Array {
  const [before, after] = start === 0 ? [body.subarray(0, 0), body.subarray(length)] : [body, body.subarray(0, 0)];
  const whole = new Uint8Array(before.length + bytes.length + after.length);
  whole.set(before);
  whole.set(bytes, before.length);
  whole.set(after, before.length + bytes.length);
  return whole;
}
