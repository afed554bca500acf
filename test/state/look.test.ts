import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prebuild } from '../../scripts/build-gallery.mjs';
import { run } from '../../src/envoy/index.ts';
import { logLines, type Project, readTrace, textOfBytes } from '../../src/model/index.ts';
import { type App, sourcesHash } from '../../src/state/index.ts';
import { compile } from '../../workers/compile/index.ts';
import { looksOf } from '../../workers/run/index.ts';
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
      look: (input) => Promise.resolve(looksOf(run).look(input)),
      callSites: (input) => Promise.resolve(looksOf(run).callSites(input)),
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

/** Text of the lines that called the proxy, with what they called. */
async function ranLines(app: App): Promise<Record<string, unknown>> {
  await app.commands.markLines();
  const { files, lines } = app.store.getState().editor.ran;
  return Object.fromEntries(
    lines.map(({ path, line, calls }) => [files[path]?.split('\n')[line - 1]?.trim() ?? '', calls]),
  );
}

test.each(['prebuilt', 'as it is built in the page'])(
  'the lines that called the proxy are known, with how often they did, %s',
  async (how) => {
    const app = await open(projectOf(gallery('add-header')), how === 'prebuilt' ? await prebuiltOf('add-header') : {});
    const path = "const path = this.getHttpRequestHeader(':path'); // null when there is no such header";
    const wanted = {
      [path]: { proxy_get_header_map_value: 1 },
      "logInfo(`${numHeaders} request headers for ${path ? path : 'no path'}`);": { proxy_log: 1 },
      "this.setHttpRequestHeader('x-hello', 'Hello from the filter');": { proxy_replace_header_map_value: 1 },
      "this.addHttpResponseHeader('x-filtered-by', 'weir');": { proxy_add_header_map_value: 1 },
    };
    expect(await ranLines(app)).toEqual(wanted);
    await app.commands.enterLine('curl /anything');
    await app.commands.enterLine('curl /anything');
    await settle();
    expect(await ranLines(app)).toMatchObject({ [path]: { proxy_get_header_map_value: 3 } });
  },
  60_000,
);

test('a line that loops, and a function of the project on the way, have their counts', async () => {
  const source = `import { Action, HttpContext, logInfo, setHttpContext } from './sdk/assembly';

function say(word: string): void {
  logInfo(word);
}

class Looping extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    for (let i = 0; i < 3; i++) say(i.toString());
    this.removeHttpRequestHeader('x');
    return Action.Continue;
  }
}

setHttpContext(() => new Looping());
`;
  const app = await open(projectOf(source));
  expect(await ranLines(app)).toEqual({
    'logInfo(word);': { proxy_log: 3 },
    'for (let i = 0; i < 3; i++) say(i.toString());': { proxy_log: 3 },
    "this.removeHttpRequestHeader('x');": { proxy_remove_header_map_value: 1 },
  });
}, 60_000);

test('too many calls to look at, and modules without a map, mark no line', async () => {
  const many = gallery('add-header').replace(
    'this.set',
    "for (let i = 0; i < 30000; i++) logInfo('again');\n    this.set",
  );
  expect(await ranLines(await open(projectOf(many)))).toEqual({});
}, 60_000);

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
