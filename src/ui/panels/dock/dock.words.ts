import type { DockTab } from '../../../state/index.ts';

export const words = {
  tabs: 'Tools',
  labels: { console: 'Console' } satisfies Record<DockTab, string>,
  unavailable: 'This part could not be loaded. Check the connection and reload the page.',
} as const;
