/** Something that cannot be read or done: what is wrong with it, in one sentence. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
