import { isLessonProject } from '../lessons/lesson-id.ts';
import type { DockTab, Pane, Theme } from '../slices/view.ts';
import type { Tools, Verb } from './verb.ts';

const panes: Readonly<Record<Pane, string>> = {
  lesson: 'Go to the lesson',
  chain: 'Go to the chain',
  code: 'Go to the editor',
  request: 'Go to the request',
  result: 'Go to the result',
  dock: 'Go to the tools below',
};

/** A line for each tab of the dock. */
const tools: Readonly<Record<DockTab, string>> = {
  console: 'Go to the console',
  timeline: 'Show the timeline',
  clock: 'Show the clock',
  properties: 'Show the properties',
  'shared-data': 'Show shared data and queues',
  metrics: 'Show the metrics',
  workers: 'Show workers and their VMs',
  'access-log': 'Show the access log',
  cost: 'Show what callbacks cost',
  history: 'Show earlier runs',
};

const themes: Readonly<Record<Theme, string>> = {
  system: "Use the system's colours",
  light: 'Use light colours',
  dark: 'Use dark colours',
};

const entries = <K extends string>(table: Readonly<Record<K, string>>): (readonly [K, string])[] =>
  // The keys of a record that is written out are its keys.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Object.entries(table) as [K, string][];

export function viewVerbs({ context, commands }: Tools): readonly Verb[] {
  return [
    {
      id: 'palette',
      group: 'view',
      title: 'Find a command',
      act: () => commands.setView({ isPaletteOpen: true }),
    },
    ...entries(panes).map(([pane, title]): Verb => ({
      id: `show-${pane}`,
      group: 'view',
      title,
      act: () => commands.showPane(pane),
      ...(pane === 'lesson' && {
        unable: ({ project }) => (isLessonProject(project.current.id) ? undefined : 'No lesson is open'),
      }),
    })),
    ...entries(tools).map(([dockTab, title]): Verb => ({
      id: `show-${dockTab}`,
      group: 'view',
      title,
      act() {
        commands.setView({ dockTab });
        commands.showPane('dock');
      },
    })),
    {
      id: 'show-problems',
      group: 'view',
      title: 'Show the problems',
      act: () => commands.setView({ isProblemsOpen: true, pane: 'code' }),
    },
    ...entries(themes).map(([theme, title]): Verb => ({
      id: `theme-${theme}`,
      group: 'view',
      title,
      act: () => commands.setView({ theme }),
      isChosen: ({ view }) => view.theme === theme,
    })),
    {
      id: 'more-contrast',
      group: 'view',
      title: 'Use more contrast',
      act: () => commands.setView({ hasMoreContrast: !context.store.getState().view.hasMoreContrast }),
      isChosen: ({ view }) => view.hasMoreContrast,
    },
    { id: 'reset-layout', group: 'view', title: 'Reset the layout', act: () => commands.resetLayout() },
  ];
}
