import type { Trace } from '../host/index.ts';
import type { BodyPiece } from '../model/index.ts';

/** What is kept of the bodies of one stream, or of one connection. */
const MOST_BYTES = 8 << 20;
const MOST_PIECES = 5000;

/** Pieces of bodies on their way, for the report: all are counted, of many the bytes of the first are kept. */
export class BodyPieces {
  readonly all: BodyPiece[] = [];
  readonly #trace: Trace;
  #keptBytes = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** `bytes` is asked only for what is kept. */
  add(piece: Omit<BodyPiece, 'position' | 'bytes'>, bytes: () => Uint8Array): void {
    if (this.all.length >= MOST_PIECES) return;
    this.#keptBytes += piece.size;
    this.all.push({
      ...piece,
      position: this.#trace.position,
      ...(this.#keptBytes <= MOST_BYTES && { bytes: bytes() }),
    });
  }
}
