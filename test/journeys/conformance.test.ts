import { expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replayJob } from '../../cli/conformance/replay-job.ts';
import { replayInChromium } from '../../scripts/replay-in-chromium.mjs';

test('every recording replays in Chromium as it does in Node', async () => {
  const kit = new Kit('conformance');
  const jobs = kit.names().map((name) => ({ name, expectation: kit.expectation(name) }));
  const inNode = jobs.map((job) => replayJob(kit, job));
  expect(inNode.length).toBeGreaterThanOrEqual(510);
  expect(await replayInChromium(kit.folder, jobs)).toEqual(inNode);
});
