// node scripts/run-ts.mjs ENTRY.ts [arguments]: runs a TypeScript program in Node, also as the file of a worker thread.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleTs } from './bundle-ts.mjs';

const [node = '', , entry, ...rest] = process.argv;
if (entry === undefined) throw new Error('usage: node scripts/run-ts.mjs ENTRY.ts [arguments]');
process.argv = [node, resolve(entry), ...rest];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(await bundleTs(entry)).href);
