export const words = {
  skip: 'Skip to the result',
  workbench: 'Workbench',
  bar: {
    lesson: 'Lesson',
    code: 'Code',
    request: 'Request',
    result: 'Result',
    trace: 'Trace',
    console: 'Console',
  },
  counted: (name: string, count: number, isStale: boolean) =>
    [name, count > 0 ? String(count) : '', isStale ? 'stale' : ''].filter((part) => part !== '').join(', '),
  paneBar: 'Panes',
  chainPath: 'Filter chain',
  client: 'client',
  upstream: 'upstream',
  editChain: 'Edit the chain',
  resize: {
    lesson: 'Width of the lesson',
    left: 'Width of chain and files',
    files: 'Height of the chain',
    right: 'Width of the editor',
    result: 'Height of the request',
    console: 'Height of the console',
  },
  drop: 'Drop a .wasm to add it to the chain, or a zip to open it',
  dropHint: 'Or an Envoy configuration, an .http or a HAR file, to read it. Nothing leaves this browser.',
} as const;
