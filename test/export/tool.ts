/** The command line's package in small. */
export const tool: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'weir',
    version: '1.2.3',
    type: 'module',
    license: 'Apache-2.0',
    bin: { weir: 'main.mjs' },
    dependencies: { assemblyscript: '0.28.20' },
  }),
  'lock.json': JSON.stringify({
    'node_modules/assemblyscript': { version: '0.28.20', integrity: 'sha512-x', bin: { asc: 'bin/asc.js' } },
  }),
  'main.mjs': '',
};
