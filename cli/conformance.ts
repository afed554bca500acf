import { Kit, replay } from './conformance/replay.ts';

/** `npm run conformance -- [DIR] [PATTERN...]`: replays recorded scenarios and prints where we differ from Envoy. */
const [, , ...words] = process.argv;
const folder = words.find((word) => word.includes('/')) ?? 'conformance';
const patterns = words.filter((word) => !word.includes('/') && !word.startsWith('--'));
const most = words.includes('--all') ? Infinity : 3;
const kit = new Kit(folder);
const names = kit
  .names()
  .filter((name) => patterns.length === 0 || patterns.some((pattern) => name.startsWith(pattern)));
let passed = 0;
let failed = 0;
for (const name of names) {
  const { differences } = attempt(name);
  if (differences.length === 0) {
    passed++;
    continue;
  }
  failed++;
  console.log(`FAIL ${name}`);
  for (const { where, envoy, ours } of differences.slice(0, most))
    console.log(`  ${where}\n    envoy: ${envoy}\n    ours:  ${ours}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function attempt(name: string): Pick<ReturnType<typeof replay>, 'differences'> {
  try {
    return replay(kit, name);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { differences: [{ where: 'run', envoy: '', ours: text }] };
  }
}
