import type { ShelfSlice, Version } from '../../../state/index.ts';

export const words = {
  title: 'Projects',
  about: 'Kept in this browser and nowhere else.',
  close: 'Close',
  search: 'Search projects',
  searchHint: 'Search by name',
  list: 'Projects, the last changed first',
  reading: 'Reading…',
  nothing: 'Nothing is kept here yet',
  nothingAbout: 'An example, or what you begin, is kept from its first change on.',
  noneFits: (text: string) => `No project has “${text}” in its name.`,
  noName: 'Without a name',
  isOpen: 'Open',
  filters: (count: number) => (count === 1 ? '1 filter' : `${count} filters`),
  changed: (when: string) => `changed ${when}`,
  actions: (name: string) => `Actions for ${name}`,
  rename: 'Rename',
  renameOf: (name: string) => `New name of ${name}`,
  duplicate: 'Duplicate',
  versions: 'Versions',
  delete: 'Delete',
  deleted: (name: string) => `${name} was deleted.`,
  undo: 'Undo',
  recentlyDeleted: (count: number) => `Recently deleted (${count})`,
  recentlyDeletedAbout: 'Gone for good seven days after.',
  putBack: 'Put back',
  openZip: 'Open a zip',
  newProject: 'New project',
  openExample: 'Open an example',
  unreadable: (count: number) =>
    count === 1
      ? '1 record could not be read and was set aside.'
      : `${count} records could not be read and were set aside.`,
  downloadUnreadable: 'Download',
  versionsTitle: (name: string) => `Versions of ${name}`,
  versionsAbout: 'Texts of this project that ran well, or that lost their place. At most 50 are kept.',
  versionList: 'Versions, the latest first',
  noVersions: 'There are no versions yet. One is kept of a run that went well, every few minutes.',
  back: 'All projects',
  goBack: 'Go back to this version',
  same: 'Just what the project is now.',
  choose: 'What changed since then',
  nameThen: (name: string) => `It was named “${name}”.`,
  otherParts: (parts: readonly string[]) => `Also different: ${parts.join(', ')}.`,
  removedFile: 'is not there now',
  addedFile: 'was not there then',
} as const;

export const reasons: Readonly<Record<Version['reason'], string>> = {
  run: 'Ran well',
  'other-tab': 'From another tab',
  'went-back': 'Before going back',
};

/** What parts of a project are called. */
export const parts: Readonly<Record<string, string>> = {
  filters: 'the chain',
  networkFilters: 'network filters',
  accessLoggers: 'access loggers',
  services: 'services',
  requests: 'the requests',
  upstream: 'the upstream',
  clusters: 'clusters',
  routes: 'routes',
  workers: 'workers',
  checks: 'checks',
};

export const troubles: Readonly<Record<NonNullable<ShelfSlice['trouble']>, string>> = {
  full: 'There is no room left in this browser.',
  'no-database': 'This browser keeps nothing here; a private window may be the reason.',
  'old-page': 'An earlier version of this page is open in another tab. Reload or close it.',
  other: 'What this browser keeps could not be read.',
};
