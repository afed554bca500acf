// Builds the AssemblyScript guests of this folder, and the gallery's header augmenter, with our own SDK and its flags.
// Usage, from the project's folder: node conformance/probes/guests/build.mjs [OUTDIR]
import asc from 'assemblyscript/asc';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../../..', import.meta.url).pathname;
const flags = JSON.parse(readFileSync(join(root, 'sdk/flags.json'), 'utf8'));
const out = process.argv[2] ?? join(root, 'conformance/wasm');
const guests = [
  'rate_limiter',
  'ab_split',
  'token_cache',
  'body_redactor',
  'audit_queue',
  'grpc_quota',
  'tcp_sniffer',
];
const filters = [
  ...guests.map((name) => [`conformance/probes/guests/as/${name}.ts`, `guest_${name}.wasm`]),
  ['gallery/header-augmenter/filter.ts', 'guest_header_augmenter.wasm'],
];

for (const [source, name] of filters) {
  const folder = join(root, source, '..');
  const readFile = (file) => {
    const path = join(file.startsWith(`${flags.sdkFolder}/`) ? root : folder, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  const entry = source.split('/').at(-1);
  const args = [entry, ...flags.sdk.entries, ...flags.common, ...flags.builds.release, '--outFile', name];
  const { error, stderr } = await asc.main(args, {
    readFile,
    writeFile: (file, bytes) => writeFileSync(join(out, file), bytes),
    listFiles: () => [],
  });
  process.stderr.write(stderr.toString());
  if (error) process.exit(1);
  console.log(name, statSync(join(out, name)).size);
}
