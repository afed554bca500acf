export const words = {
  title: { har: 'Requests from a HAR file', http: 'Requests from an .http file' },
  about: (count: number, fileName: string) =>
    `${count} ${count === 1 ? 'request' : 'requests'}${fileName === '' ? '' : ` in ${fileName}`}. Choose which to take. Nothing is uploaded.`,
  close: 'Close',
  search: 'Filter by method, address or name',
  all: 'All shown',
  leftOut: (count: number) =>
    count === 1
      ? '1 entry cannot be sent here and was left out.'
      : `${count} entries cannot be sent here and were left out.`,
  nothing: 'No request fits the filter.',
  asSequence: 'Send them in order, through one proxy',
  instead: 'In place of the requests that are there',
  add: (count: number) => (count === 1 ? 'Add 1 request' : `Add ${count} requests`),
  cancel: 'Cancel',
} as const;
