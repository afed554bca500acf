import type { Services } from '../state/index.ts';

/** Rows of the timeline as text; fetched when they are first wanted. */
export const printRows: Services['printRows'] = async (...what) => {
  const timeline = await import('./panels/timeline/print-rows.ts');
  return timeline.printRows(...what);
};
