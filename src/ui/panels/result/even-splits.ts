const most = 16;

/** Into how many pieces a body is cut at most. */
export const mostPieces = (body: string): number => Math.min(most, Array.from(body.slice(0, most * 2)).length);

/** Where a body is cut into so many pieces of much the same length, never inside of a character. */
export function evenSplits(body: string, pieces: number): number[] {
  const splits = new Set<number>();
  for (let i = 1; i < pieces; i++) {
    const at = Math.round((i * body.length) / pieces);
    const isInside = (body.codePointAt(at - 1) ?? 0) > 0xffff;
    const cut = isInside ? at + 1 : at;
    if (cut > 0 && cut < body.length) splits.add(cut);
  }
  return [...splits];
}
