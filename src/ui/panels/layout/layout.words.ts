export const words = {
  skip: 'Skip to the result',
  workbench: 'Workbench',
  panes: { chain: 'Chain', code: 'Code', request: 'Request', result: 'Result', dock: 'Console' },
  paneBar: 'Panes',
  chainPath: 'Filter chain',
  client: 'client',
  upstream: 'upstream',
  editChain: 'Edit the chain',
  resize: {
    left: 'Width of chain and files',
    files: 'Height of the chain',
    right: 'Width of the editor',
    result: 'Height of the request',
    console: 'Height of the console',
  },
  drop: 'Drop a .wasm to add it to the chain, or a zip to open it',
  dropHint: 'Or an Envoy configuration, an .http or a HAR file, to read it. Nothing leaves this browser.',
} as const;
