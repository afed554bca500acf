export const words = {
  title: 'Console',
  input: 'Terminal input',
  hint: 'curl -i /headers   (help lists what this terminal takes)',
  searching: 'history',
  searchHint: 'A part of what was typed; Ctrl+R for an older one',
  suggestions: 'Suggestions',
  found: 'Found in the history',
  noneFound: 'Nothing that was typed has this in it.',
  count: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  output: 'Terminal output',
  clear: 'Clear',
  welcome: 'Logs appear here as Envoy writes them. Try: curl -v /headers',
} as const;
