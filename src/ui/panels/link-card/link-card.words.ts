const count = (n: number) => n.toLocaleString('en');
const kilobytes = (bytes: number) => (bytes < 1000 ? `${bytes} bytes` : `${count(Math.round(bytes / 1000))} kB`);

export const words = {
  title: (name: string) => `Shared: ${name}`,
  about: 'This link brings WebAssembly that was compiled elsewhere. Nothing of it has run yet.',
  close: 'Not now',
  run: 'Run',
  runAfter: 'Run needs all the files first.',
  size: kilobytes,
  from: { link: 'in the link', here: 'already in this browser', missing: 'not here' },
  sha256: 'sha256',
  language: 'Language',
  abi: 'ABI',
  unknown: 'unknown',
  reading: 'Reading it…',
  unreadable: 'This is no WebAssembly module that a proxy could load.',
  can: 'What it can do',
  abilities: {
    headers: 'read and change headers',
    bodies: 'read and change bodies',
    answer: 'answer requests itself',
    hold: 'hold requests and let them go',
    calls: 'call the clusters of this project',
    timers: 'wake up by itself',
    shared: 'keep data between requests',
    properties: 'read facts about a request and the proxy',
    metrics: 'count',
    foreign: 'call functions that Envoy adds',
  },
  nothingMore: 'log, and read its configuration',
  imports: 'Imports',
  bounds:
    'All of that happens to simulated requests, in this page: it reaches no network, no storage and none of your projects.',
  needed: (fileName: string, size: number) => `This link needs ${fileName}, ${kilobytes(size)}: drop it here.`,
  choose: 'Choose the file',
} as const;
