export const words = {
  noRun: 'Nothing has run yet. Send a request, and this fills by itself.',
  asOf: 'As of the cursor',
  toEnd: 'Show the end of the run',
  details: 'Details',
  envoy: 'Envoy',
  vm: (index: number) => `VM ${index}`,
  goTo: (what: string) => `${what}: show it in the timeline`,
  atMs: (ms: number) => `${ms} ms`,
  views: 'Shown as',
  viewNames: { text: 'Text', json: 'JSON', hex: 'Hex' },
  nothing: 'Nothing: no bytes at all.',
  cut: (count: string) => `Only the first ${count} bytes are shown.`,
} as const;
