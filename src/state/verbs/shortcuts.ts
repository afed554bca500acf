/** The keys of verbs by their ids, as tinykeys writes them. The page listens for them before the verbs are there. */
export const shortcuts: Readonly<Record<string, readonly string[]>> = {
  run: ['$mod+Enter'],
  palette: ['$mod+k', 'F1'],
  'copy-link': ['$mod+s'],
  undo: ['$mod+z'],
  redo: ['$mod+Shift+z', '$mod+y'],
  'show-chain': ['Alt+Digit1'],
  'show-code': ['Alt+Digit2'],
  'show-request': ['Alt+Digit3'],
  'show-result': ['Alt+Digit4'],
  'show-dock': ['Alt+Digit5'],
  'show-console': ['Alt+Digit6', 'Control+Backquote'],
  shortcuts: ['?', 'Shift+?'],
};
