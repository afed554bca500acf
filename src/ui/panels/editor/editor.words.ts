export const words = {
  title: 'Editor',
  openFiles: 'Open files',
  close: (path: string) => `Close ${path}`,
  empty: 'Open a file on the left, or add one.',
  sourceOf: (path: string) => `Source of ${path}`,
  plain:
    'The editor could not be loaded. This plain one saves and compiles all the same; reload the page to try again.',
  problems: 'Problems',
  noProblems: 'No problems',
  prebuilt: 'Prebuilt',
  atRunTime: (source: string) => `At run time, in ${source}.`,
  readOnly: 'Part of the SDK: to read',
  place: (file: string, line: number, column: number) => `${file}:${line}:${column}`,
  category: { error: 'Error', warning: 'Warning', info: 'Note' },
  compiling: 'Compiling…',
  compiled: 'Compiles',
  stale: 'An older build runs until this compiles',
} as const;
