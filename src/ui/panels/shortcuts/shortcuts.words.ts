export const words = {
  title: 'Keys',
  about: 'Everything can be done by keys. Those of a single sign count outside of text fields.',
  close: 'Close',
  parts: [
    {
      title: 'Everywhere',
      rows: [
        { title: 'Close what is open; leave a field', keys: ['Escape'] },
        { title: 'To the next control, and back', keys: ['Tab', 'Shift+Tab'] },
      ],
    },
    {
      title: 'Editor',
      rows: [
        { title: 'Leave: Tab then goes on', keys: ['Escape'] },
        { title: 'Undo typing', keys: ['$mod+z'] },
        { title: 'Suggestions', keys: ['Control+Space'] },
      ],
    },
    {
      title: 'Chain',
      rows: [{ title: 'Move a filter', keys: ['Alt+ArrowUp', 'Alt+ArrowDown'] }],
    },
    {
      title: 'Terminal',
      rows: [
        { title: 'Complete the word', keys: ['Tab'] },
        { title: 'What was typed before', keys: ['ArrowUp', 'ArrowDown'] },
        { title: 'Find what was typed', keys: ['Control+r'] },
        { title: 'A line more', keys: ['Shift+Enter'] },
      ],
    },
    {
      title: 'Lines between panes',
      rows: [
        { title: 'Move the line', keys: ['ArrowUp', 'ArrowDown'] },
        { title: 'As small or as large as it goes', keys: ['Home', 'End'] },
      ],
    },
  ],
} as const;
