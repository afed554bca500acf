export const words = {
  versions: (versions: readonly string[]) =>
    versions.length === 3 ? 'all versions of the ABI' : `ABI ${versions.join(' and ')}`,
  differs: 'Where Envoy differs:',
  allowed: 'Allowed in:',
  statuses: 'Refusals:',
  answers: 'Answers:',
  specification: 'Specification',
  hint: 'Hint:',
  fix: 'Show fixes (Ctrl+.)',
  atRunTime: 'at run time',
  ran: (calls: readonly string[]) => `Called the proxy in the last run: ${calls.join(', ')}`,
  times: (name: string, count: number) => (count === 1 ? name : `${name} ${count} times`),
  save: 'Format, and copy a link',
  calledBy: 'The proxy calls it:',
  header: 'Header',
  pseudoHeader: 'Pseudo header',
  property: 'Property',
} as const;
