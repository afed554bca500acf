import type { DockTab } from '../../../state/index.ts';

export const words = {
  tabs: 'Tools',
  labels: {
    console: 'Console',
    timeline: 'Timeline',
    clock: 'Clock',
    properties: 'Properties',
    'shared-data': 'Shared data',
    metrics: 'Metrics',
    workers: 'Workers',
    'access-log': 'Access log',
    cost: 'Cost',
    history: 'History',
  } satisfies Record<DockTab, string>,
  unavailable: 'This part could not be loaded. Check the connection and reload the page.',
} as const;
