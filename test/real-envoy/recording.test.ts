import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { familyOf } from '../../cli/conformance/verdict-text.ts';
import { getRecorderPackages } from '../../scripts/get-recorder-packages.mjs';
import { sampleOf } from './recorded-sample.ts';

interface Outcome {
  readonly outcome: 'same' | 'differs' | 'loose' | 'skipped' | 'error';
  readonly detail: string;
}

const kit = new Kit('conformance');
const sample = sampleOf(kit, 100);
const folder = mkdtempSync(join(tmpdir(), 'recording-'));
let outcomes: Readonly<Record<string, Outcome>> = {};

beforeAll(async () => {
  outcomes = await recordAgain();
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the sample has every family', () => {
  expect(sample.length).toBeGreaterThanOrEqual(60);
  expect(new Set(sample.map(familyOf))).toEqual(new Set(kit.names().map(familyOf)));
});

describe('recorded anew from a real Envoy', () => {
  test.each(sample)('%s is as it was', (name) => {
    const { outcome, detail } = outcomes[name] ?? { outcome: 'missing', detail: 'the recorder did not come to it' };
    // Loose: the scenario itself says that it is not the same each time, or Envoy died again.
    const wanted = isLoose(name) ? ['same', 'loose'] : ['same'];
    expect(wanted, `${outcome}: ${detail}`).toContain(outcome);
  });
});

function isLoose(name: string): boolean {
  const { scenario, golden } = kit.recorded(name);
  return 'unstable' in scenario || golden.crashed === true;
}

/** Runs the recorder over the sample; one that differs is recorded once more, alone, before it counts. */
async function recordAgain(): Promise<Record<string, Outcome>> {
  const report = join(folder, 'outcomes.json');
  const options = ['--envoy', inject('envoy'), '--jobs', '2', '--check', '--retries', '1', '--json', report];
  const env = { ...process.env, PYTHONPATH: getRecorderPackages(), PYTHONDONTWRITEBYTECODE: '1' };
  const recorder = spawn('python3', ['conformance/recorder/record.py', ...options, ...sample], { env });
  let output = '';
  for (const stream of [recorder.stdout, recorder.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()));
  await new Promise((ended) => recorder.once('close', ended));
  console.log(output.trim().split('\n').at(-1));
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Record<string, Outcome>;
  } catch {
    throw new Error(`the recorder broke down:\n${output}`);
  }
}
