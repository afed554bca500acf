export const words = {
  editor: (path: string) => `${path}. Press Escape, then Tab, to leave the editor.`,
  tabLeaves: 'Tab now leaves the editor',
  run: 'Run the request',
  palette: 'All commands',
} as const;
