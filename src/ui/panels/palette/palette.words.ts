export const words = {
  title: 'Commands',
  search: 'Search commands',
  hint: 'Type a command, a request, a file or an example',
  none: 'Nothing fits.',
  chosen: 'Chosen',
  requests: 'Send a request',
  files: 'Open a file',
  examples: 'Open an example',
} as const;
