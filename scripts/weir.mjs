// The command line, as it is packed for elsewhere.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packTool } from './pack-tool.mjs';

const [node = '', , ...words] = process.argv;
const { folder } = await packTool();
const main = join(folder, 'main.mjs');
process.argv = [node, main, ...words];
await import(pathToFileURL(main).href);
