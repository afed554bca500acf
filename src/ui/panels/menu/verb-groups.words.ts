import type { VerbGroup } from '../../../state/index.ts';

/** The groups of verbs, in the menu, in the palette and in the list of keys. */
export const verbGroupNames: Readonly<Record<VerbGroup, string>> = {
  project: 'Project',
  run: 'Run',
  view: 'View',
  share: 'Share and export',
  help: 'Help',
};
