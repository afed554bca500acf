import type { Golden } from './conformance/golden.ts';
import { judge, unreadable, type Verdict } from './conformance/judge.ts';
import type { Job } from './conformance/replay-job.ts';
import { moduleNames, type Recorded } from './conformance/replay.ts';
import type { Scenario } from '../src/model/index.ts';

/** Replays a kit that is served beside this file; the answer is the list of verdicts, or why there is none. */
addEventListener('message', (event: MessageEvent<readonly Job[]>) => {
  replayAll(event.data).then(
    (verdicts) => postMessage({ verdicts }),
    (error: unknown) => postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

const modules = new Map<string, Promise<Uint8Array | undefined>>();

async function replayAll(jobs: readonly Job[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const job of jobs) verdicts.push(await replayed(job));
  return verdicts;
}

async function replayed({ name, expectation }: Job): Promise<Verdict> {
  const found = await recorded(name).catch((error: unknown) => unreadable(name, error));
  return 'golden' in found ? judge(name, found, expectation) : found;
}

async function recorded(name: string): Promise<Recorded> {
  const [scenario, golden] = await Promise.all([
    json<Scenario>(`kit/scenarios/${name}.json`),
    json<Golden>(`kit/golden/${name}.json`),
  ]);
  const found = await Promise.all(moduleNames(scenario).map(async (wasm) => [wasm, await moduleOf(wasm)] as const));
  const present = found.flatMap(([wasm, bytes]) => (bytes === undefined ? [] : [[wasm, bytes] as const]));
  return { scenario, golden, modules: Object.fromEntries(present) };
}

async function json<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`there is no file ${path}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the recorder ran what is in the kit
  return (await answer.json()) as T;
}

function moduleOf(wasm: string): Promise<Uint8Array | undefined> {
  const bytes = modules.get(wasm) ?? fetchModule(wasm);
  modules.set(wasm, bytes);
  return bytes;
}

async function fetchModule(wasm: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(`kit/wasm/${wasm}`);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
}
