// Type-checks every room under its own library: no DOM in model, host and envoy, no page in the workers, Node in the tools.
import { spawnSync } from 'node:child_process';

const projects = ['src/model', 'src/host', 'src/envoy', '.', 'workers', 'cli', 'bench', 'test', 'scripts'];

const failed = projects.filter((project) => {
  const args = ['node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', project];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) {
  console.error(`types: errors in ${failed.join(', ')}`);
  process.exit(1);
}
