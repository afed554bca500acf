/**
 * How well an entry answers what was typed, from 0 (not at all) to 1: it begins so, one of its words does, it has it
 * somewhere, it has each word of it, its kind has.
 */
export function paletteScore(title: string, typed: string, keywords: readonly string[] = []): number {
  const text = title.toLowerCase();
  const wish = typed.trim().toLowerCase();
  if (text.startsWith(wish)) return 1;
  if (text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wish))) return 0.8;
  if (text.includes(wish)) return 0.6;
  const words = wish.split(/\s+/);
  if (words.every((word) => text.includes(word))) return 0.4;
  const all = [text, ...keywords].join(' ').toLowerCase();
  return words.every((word) => all.includes(word)) ? 0.2 : 0;
}
