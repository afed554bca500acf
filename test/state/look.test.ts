import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prebuild } from '../../scripts/build-gallery.mjs';
import { run } from '../../src/envoy/index.ts';
import { logLines, type Project, readTrace, textOfBytes } from '../../src/model/index.ts';
import { type App, sourcesHash } from '../../src/state/index.ts';
import { compile } from '../../workers/compile/index.ts';
import { lookOf } from '../../workers/run/index.ts';
import { exampleOf, exampleProject, memoryStorage, noDetails, settle, stageOf } from './fakes.ts';

/** The product with the real proxy and the real compiler. */
async function open(project: Project, prebuilt: Parameters<typeof exampleOf>[0] = {}): Promise<App> {
  const { app } = stageOf({
    examples: [exampleOf({ project, ...prebuilt })],
    storage: memoryStorage(undefined),
    runner: {
      run: ({ project: of, scenario, seed }) => Promise.resolve({ kind: 'report', report: run(of, scenario, seed) }),
      inspect: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      describe: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      ...noDetails,
      look: (input) => Promise.resolve(lookOf(run)(input)),
    },
    compiler: {
      state: { kind: 'ready' },
      subscribe: () => () => undefined,
      compile: async (input) => ({ kind: 'done', result: await compile(input) }),
      warmUp: () => undefined,
      wat: () => Promise.resolve({ kind: 'unreadable', message: 'not played' }),
    },
  });
  await app.commands.start();
  return app;
}

const projectOf = (source: string): Project => ({ ...exampleProject, files: { 'filter.ts': source } });

const gallery = (name: string) => readFileSync(join('gallery', name, 'filter.ts'), 'utf8');

async function prebuiltOf(name: string) {
  const { files, built } = await prebuild(join('gallery', name, 'example.json'));
  const [module] = built;
  if (module === undefined) throw new Error(`${name} is not built`);
  return {
    prebuilt: [
      {
        entry: module.entry,
        sources: sourcesHash(files),
        wasm: new Uint8Array(readFileSync(module.file)),
        loadMap: () => Promise.resolve(readFileSync(module.map, 'utf8')),
      },
    ],
  };
}

function reportOf({ store }: App) {
  const { result } = store.getState().run;
  if (result === undefined) throw new Error('there is no result');
  return result.report;
}

/** The text of the line that each logged line leads to. */
async function linesBehindLogs(app: App): Promise<[string, string][]> {
  const source = app.store.getState().project.current.files['filter.ts']?.split('\n') ?? [];
  const found: [string, string][] = [];
  for (const { at, message } of logLines(reportOf(app).trace)) {
    await app.commands.showSource(at);
    const { reveal } = app.store.getState().editor;
    found.push([textOfBytes(message), source[(reveal?.range.startLineNumber ?? 0) - 1]?.trim() ?? '']);
  }
  return found;
}

describe.each(['add-header', 'logging', 'hello-world'])('%s', (name) => {
  test.each(['prebuilt', 'as it is built in the page'])(
    'a logged line leads to its line of the source, %s',
    async (how) => {
      const isPrebuilt = how === 'prebuilt';
      const app = await open(projectOf(gallery(name)), isPrebuilt ? await prebuiltOf(name) : {});
      const lines = await linesBehindLogs(app);
      for (const [message, source] of lines) expect(source, message).toMatch(/\blog(?:Info|Body)\(/);
      expect(lines.length).toBeGreaterThan(0);
    },
    60_000,
  );
});

const troubled = `import { Action, HttpContext, logInfo, setHttpContext } from './sdk/assembly';

class Troubled extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.setHttpResponseHeader('x-early', 'yes');
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    const names = ['a'];
    logInfo(names[numHeaders]);
    return Action.Continue;
  }
}

setHttpContext(() => new Troubled());
`;

test('what went wrong is marked at its lines, until another run', async () => {
  const app = await open(projectOf(troubled));
  await settle();
  await expect.poll(() => app.store.getState().editor.marks.length).toBe(2);
  const marks = app.store.getState().editor.marks.map(({ place, what }) => [what.kind, place.path, place.line]);
  expect(marks).toEqual([
    ['trap', 'filter.ts', 11],
    ['refusal', 'filter.ts', 5],
  ]);
  app.commands.editFile('filter.ts', gallery('add-header'));
  await app.commands.run();
  expect(app.store.getState().editor.marks).toEqual([]);
});

test('a record that no guest wrote, and a module without a map, lead to the row itself', async () => {
  const app = await open(projectOf(gallery('add-header')));
  const [mark] = [...readTrace(reportOf(app).trace)].filter(({ kind }) => kind === 'mark');
  if (mark === undefined) throw new Error('there is no mark');
  expect(await app.commands.lookCloser(mark.at)).toBeUndefined();
  await app.commands.showSource(mark.at);
  expect(app.store.getState().run.cursor).toBe(mark.at);
});

test('the same look is taken once', async () => {
  const app = await open(projectOf(gallery('add-header')));
  const [line] = logLines(reportOf(app).trace);
  if (line === undefined) throw new Error('nothing was logged');
  const first = app.commands.lookCloser(line.at);
  expect(await app.commands.lookCloser(line.at)).toBe(await first);
  const look = await first;
  expect(look).toMatchObject({ kind: 'import', name: 'env.proxy_log', wasm: 'filter.wasm' });
  expect(look?.frames.find(({ source }) => source?.isOwn)?.functionName).toMatch(/onHttpRequestHeaders$/);
});

test('a source map changes nothing of the module', async () => {
  for (const mode of ['release', 'size'] as const) {
    const input = { files: { 'filter.ts': gallery('logging') }, entry: 'filter.ts', mode };
    const [plain, mapped] = [await compile(input), await compile({ ...input, hasMap: true })];
    expect(plain.sourceMap).toBeUndefined();
    expect(mapped.sourceMap).toContain('"filter.ts"');
    expect(mapped.sourceMap).not.toContain('sourcesContent');
    expect(mapped.wasm).toEqual(plain.wasm);
  }
});
