/** A gRPC message on the wire: a flag, four bytes of length, the bytes. */
export function framed(message: Uint8Array): Uint8Array {
  const frame = new Uint8Array(5 + message.length);
  new DataView(frame.buffer).setUint32(1, message.length);
  frame.set(message, 5);
  return frame;
}

/** Takes messages out of a stream of gRPC frames. */
export class FrameReader {
  #rest = new Uint8Array(0);

  /** Messages that are whole now; undefined when these are no gRPC frames. */
  read(bytes: Uint8Array): Uint8Array[] | undefined {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const messages: Uint8Array[] = [];
    let at = 0;
    while (all.length - at > 0) {
      if ((all[at] ?? 0) > 1) return undefined;
      if (all.length - at < 5) break;
      const size = new DataView(all.buffer, at).getUint32(1);
      if (all.length - at - 5 < size) break;
      messages.push(all.slice(at + 5, at + 5 + size));
      at += 5 + size;
    }
    this.#rest = all.slice(at);
    return messages;
  }
}
