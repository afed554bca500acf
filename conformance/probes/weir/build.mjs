// Builds the filters of this folder and three of the gallery with our own SDK and its flags (sdk/flags.json).
// Usage, from the project's folder: node conformance/probes/weir/build.mjs [OUTDIR]
import asc from 'assemblyscript/asc';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../../..', import.meta.url).pathname;
const flags = JSON.parse(readFileSync(join(root, 'sdk/flags.json'), 'utf8'));
const out = process.argv[2] ?? join(root, 'conformance/wasm');

const filters = [
  ['conformance/probes/weir/smoke.ts', 'weir_smoke.wasm'],
  ['conformance/probes/weir/no_taker.ts', 'weir_no_taker.wasm'],
  ['gallery/add-header/filter.ts', 'weir_add_header.wasm'],
  ['gallery/hello-world/filter.ts', 'weir_hello.wasm'],
  ['gallery/logging/filter.ts', 'weir_logging.wasm'],
  ['gallery/prime-authorizer/filter.ts', 'weir_primes.wasm'],
];

for (const [source, name] of filters) {
  const folder = join(root, source, '..');
  const read = (file) => {
    const path = join(file.startsWith(`${flags.sdkFolder}/`) ? root : folder, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  const entry = source.split('/').at(-1);
  const args = [entry, ...flags.sdk.entries, ...flags.common, ...flags.builds.release, '--outFile', name];
  const { error, stderr } = await asc.main(args, {
    readFile: read,
    writeFile: (file, bytes) => writeFileSync(join(out, file), bytes),
    listFiles: () => [],
  });
  process.stderr.write(stderr.toString());
  if (error) process.exit(1);
  console.log(name, statSync(join(out, name)).size);
}
