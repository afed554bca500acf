export type Theme = 'system' | 'light' | 'dark';
export const resultTabs = ['headers', 'body', 'logs', 'upstream', 'warnings'] as const;
type ResultTab = (typeof resultTabs)[number];
export const requestTabs = ['headers', 'query', 'body', 'trailers', 'upstream', 'options', 'checks'] as const;
type RequestTab = (typeof requestTabs)[number];
/** What fills a small screen. */
export const panes = ['lesson', 'chain', 'code', 'request', 'result', 'dock'] as const;
export type Pane = (typeof panes)[number];
/** What the dock shows, the area below the workbench. */
export const dockTabs = [
  'console',
  'timeline',
  'clock',
  'properties',
  'shared-data',
  'metrics',
  'workers',
  'access-log',
  'cost',
  'history',
] as const;
export type DockTab = (typeof dockTabs)[number];

/** The timeline as a list or as a drawing; of one request or of the whole run. */
export const timelineViews = ['rows', 'sequence'] as const;
export const timelineScopes = ['exchange', 'run'] as const;

export type SettingsPage = 'plugin' | 'clusters' | 'routes' | 'workers';

/** A window over the page. */
export type DialogName =
  | 'share'
  | 'link-card'
  | 'projects'
  | 'export'
  | 'import'
  | 'inspect'
  | 'offered-requests'
  | 'shortcuts'
  | 'reference'
  | 'lessons';

export interface ViewSlice {
  readonly dialog: DialogName | undefined;
  /** The hostcall or callback that the reference window is about. */
  readonly reference: string | undefined;
  /** The text that the import window opens with. */
  readonly importText: string;
  readonly theme: Theme;
  /** More contrast than the system asks for. */
  readonly hasMoreContrast: boolean;
  readonly resultTab: ResultTab;
  readonly requestTab: RequestTab;
  /** Whether the list of problems is asked for, below the editor. */
  readonly isProblemsOpen: boolean;
  readonly dockTab: DockTab;
  readonly timelineView: (typeof timelineViews)[number];
  readonly timelineScope: (typeof timelineScopes)[number];
  /** What is typed into the timeline's filter. */
  readonly timelineFilter: string;
  readonly pane: Pane;
  /** Grows with each wish that the focus go into the pane. */
  readonly paneFocus: number;
  /** Grows with each wish that the panes have their first sizes. */
  readonly layoutResets: number;
  readonly isPaletteOpen: boolean;
  readonly isExamplesOpen: boolean;
  /** What of the settings is open. */
  readonly settings: SettingsPage | undefined;
  /** The plugin whose settings are open. */
  readonly openFilter: string | undefined;
}

export const initialView: ViewSlice = {
  dialog: undefined,
  reference: undefined,
  importText: '',
  theme: 'system',
  hasMoreContrast: false,
  resultTab: 'headers',
  requestTab: 'headers',
  isProblemsOpen: false,
  dockTab: 'console',
  timelineView: 'rows',
  timelineScope: 'exchange',
  timelineFilter: '',
  pane: 'result',
  paneFocus: 0,
  layoutResets: 0,
  isPaletteOpen: false,
  isExamplesOpen: false,
  settings: undefined,
  openFilter: undefined,
};
