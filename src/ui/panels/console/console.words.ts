export const words = {
  title: 'Console',
  input: 'Terminal input',
  hint: 'curl -i /headers   (help lists what this terminal takes)',
  output: 'Terminal output',
  clear: 'Clear',
  welcome: 'Logs appear here as Envoy writes them. Try: curl -v /headers',
} as const;
