// npm run conformance -- [DIR] [NAME...]: replays the recorded scenarios, in Node or in Chromium. --help tells more.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleTs } from './bundle-ts.mjs';
import { replayInChromium } from './replay-in-chromium.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.setSourceMapsEnabled(true);
const { conformance } = await import(pathToFileURL(await bundleTs(join(root, 'cli/conformance.ts'))).href);
process.exitCode = await conformance(process.argv.slice(2), { root, replayInBrowser: replayInChromium });
