const hues = 6;

/** Which of the six hues stands for the filter at this position. */
export function hueOf(index: number): number {
  return index % hues;
}
