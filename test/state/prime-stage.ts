import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { ChainFilter, Project } from '../../src/model/index.ts';
import { type App, sha256 } from '../../src/state/index.ts';
import { run } from '../../src/envoy/index.ts';
import { describeModule } from '../../src/host/index.ts';
import { runApiOf } from '../../workers/run/index.ts';
import { exampleOf, exampleProject, memoryStorage, noDetails, stageOf } from './fakes.ts';

const wasm = new Uint8Array(readFileSync('gallery/prime-authorizer/rust-0.1.0/prime_authorizer.wasm'));

/** The product with the real proxy behind it and the Rust build of the prime authorizer in its chain. */
export async function opened(): Promise<App> {
  const sha = await sha256(wasm);
  const [first] = exampleProject.filters;
  if (!first) throw new Error('the example has no filter');
  const filter: ChainFilter = {
    ...first,
    name: 'prime_authorizer',
    rootId: 'prime_authorizer',
    module: { kind: 'wasm', fileName: 'prime_authorizer.wasm', sha256: sha, size: wasm.length },
  };
  const project: Project = {
    ...exampleProject,
    filters: [filter],
    upstream: { kind: 'fixed', isBytes: false, status: 200, headers: [], body: '"Welcome to WASM land"\n' },
  };
  const { app } = stageOf({
    examples: [exampleOf({ project, modules: [wasm] })],
    storage: memoryStorage(undefined),
    runner: {
      run: ({ project, scenario, seed }) => Promise.resolve({ kind: 'report', report: run(project, scenario, seed) }),
      inspect: (bytes) => Promise.resolve(runApiOf(run).inspect(bytes)),
      describe: (bytes) => Promise.resolve(describeModule(bytes)),
      ...noDetails,
    },
    explain: ({ kind }) => `trouble: ${kind}`,
  });
  await app.commands.start();
  app.commands.clearConsole();
  return app;
}

/** Types a line; what appears below it. */
export async function type({ store, commands }: App, line: string): Promise<{ kind: string; text: string }[]> {
  const before = store.getState().console.lines.at(-1)?.id ?? 0;
  await commands.enterLine(line);
  const lines = store.getState().console.lines.filter(({ id }) => id > before);
  expect(lines[0]?.kind).toBe('prompt');
  return lines.slice(1).map(({ kind, text }) => ({ kind, text }));
}
