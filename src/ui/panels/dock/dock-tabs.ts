import type { ComponentType } from 'react';
import type { DockTab } from '../../../state/index.ts';
import { late } from '../../parts/late.ts';
import { ConsoleActions, ConsolePanel } from '../console/ConsolePanel.tsx';
import { Unavailable } from './Unavailable.tsx';
import { words } from './dock.words.ts';

interface DockTabRow {
  readonly id: DockTab;
  readonly label: string;
  readonly Panel: ComponentType;
  /** Stands at the end of the row of tabs. */
  readonly Actions?: ComponentType;
}

/** What the dock can show, in its order. All but the console load when they are first shown. */
export const dockTabs: readonly DockTabRow[] = [
  { id: 'console', label: words.labels.console, Panel: ConsolePanel, Actions: ConsoleActions },
];

/** A panel that is fetched when it is first shown. */
export const latePanel = (load: () => Promise<ComponentType>): ComponentType => late(load, Unavailable);
