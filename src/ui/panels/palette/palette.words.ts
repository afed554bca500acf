export const words = {
  title: 'Commands',
  search: 'Search commands',
  hint: 'Type a command, a file or an example',
  none: 'Nothing fits.',
  commands: 'Commands',
  files: 'Open a file',
  examples: 'Open an example',
} as const;
