import type { ComponentType } from 'react';
import type { DockTab } from '../../../state/index.ts';
import { soon } from '../../parts/late.ts';
import { ConsoleActions, ConsolePanel } from '../console/ConsolePanel.tsx';
import { Unavailable } from './Unavailable.tsx';
import { words } from './dock.words.ts';

interface DockTabRow {
  readonly id: DockTab;
  readonly label: string;
  readonly Panel: ComponentType;
  /** Shows the run of the result, and says so when that is stale. */
  readonly isOfRun?: boolean;
  /** Stands at the end of the row of tabs. */
  readonly Actions?: ComponentType;
}

/** A panel that is fetched when the page is at rest, or when it is first shown. */
const latePanel = (load: () => Promise<ComponentType>): ComponentType => soon(load, Unavailable);

/** What the dock can show, in its order. All but the console load late. */
export const dockTabs: readonly DockTabRow[] = [
  { id: 'console', label: words.labels.console, Panel: ConsolePanel, Actions: ConsoleActions },
  {
    id: 'timeline',
    isOfRun: true,
    label: words.labels.timeline,
    Panel: latePanel(async () => (await import('../timeline/TimelinePanel.tsx')).TimelinePanel),
  },
  {
    id: 'clock',
    isOfRun: true,
    label: words.labels.clock,
    Panel: latePanel(async () => (await import('../clock/ClockPanel.tsx')).ClockPanel),
  },
  {
    id: 'properties',
    isOfRun: true,
    label: words.labels.properties,
    Panel: latePanel(async () => (await import('../properties/PropertiesPanel.tsx')).PropertiesPanel),
  },
  {
    id: 'shared-data',
    isOfRun: true,
    label: words.labels['shared-data'],
    Panel: latePanel(async () => (await import('../shared-data/SharedDataPanel.tsx')).SharedDataPanel),
  },
  {
    id: 'metrics',
    isOfRun: true,
    label: words.labels.metrics,
    Panel: latePanel(async () => (await import('../metrics/MetricsPanel.tsx')).MetricsPanel),
  },
  {
    id: 'workers',
    isOfRun: true,
    label: words.labels.workers,
    Panel: latePanel(async () => (await import('../workers/WorkersPanel.tsx')).WorkersPanel),
  },
  {
    id: 'access-log',
    isOfRun: true,
    label: words.labels['access-log'],
    Panel: latePanel(async () => (await import('../access-log/AccessLogPanel.tsx')).AccessLogPanel),
  },
  {
    id: 'cost',
    isOfRun: true,
    label: words.labels.cost,
    Panel: latePanel(async () => (await import('../cost/CostPanel.tsx')).CostPanel),
  },
  {
    id: 'history',
    label: words.labels.history,
    Panel: latePanel(async () => (await import('../history/HistoryPanel.tsx')).HistoryPanel),
  },
];
