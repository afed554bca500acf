// npm start: builds the site when needed and serves it on loopback. PORT chooses the port.
import { ensureBuilt } from './built.mjs';
import { serve } from './serve.mjs';

const wanted = process.env['PORT'];
ensureBuilt();
const open = (/** @type {number} */ port) => serve({ root: 'dist', port });
const { url } = await (wanted === undefined ? open(4173).catch(() => open(0)) : open(Number(wanted)));
console.log(`Weir is at ${url} (Ctrl+C ends it)`);
