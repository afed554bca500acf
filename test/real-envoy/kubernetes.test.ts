import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { getKubernetesCheck } from '../../scripts/get-kubernetes-check.mjs';
import { type ExportedFile, type GeneratorId, generators } from '../../src/export/index.ts';
import type { Project } from '../../src/model/index.ts';
import { nastyStrings } from '../export/nasty-strings.ts';
import { projectOf } from '../export/project.ts';
import { modulesFor, nastyNames, nastyObjects, nastyTexts, wholeProject } from '../export/mesh-projects.ts';
import { acceptedObjects, refusedObjects } from '../export/refused-objects.ts';

type Json = Readonly<Record<string, unknown>>;

/** The text of a YAML file, or files in base64 with the folder that Kustomize builds. */
type Request =
  { readonly yaml: string } | { readonly files: Readonly<Record<string, string>>; readonly folder: string };

interface Judged {
  readonly kind: string;
  readonly name: string;
  readonly errors: readonly string[];
  /** As Kubernetes reads it. */
  readonly read: Json;
}

interface Verdict {
  readonly error: string;
  readonly objects: readonly Judged[];
}

const program = await getKubernetesCheck();

/** One question of many parts: the program compiles the rules of all definitions each time it starts. */
function judge(program: string, requests: readonly Request[]): readonly Verdict[] {
  const input = JSON.stringify(requests);
  const output = execFileSync(program, ['test/export/crds'], { input, maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(output.toString()) as Verdict[];
}

/** Of a module that no reader takes for text: Kustomize would then keep it in another place. */
const code = new Uint8Array(readFileSync('conformance/wasm/confdump.wasm'));

const bytesOf = (file: ExportedFile) => (file.kind === 'text' ? Buffer.from(file.text) : Buffer.from(file.bytes));

const textOf = (type: string | undefined, value: string) =>
  type === 'Bytes' ? Buffer.from(value, 'base64').toString() : value;

/** What a user hands to kubectl. */
function requestsFor(id: GeneratorId, files: readonly ExportedFile[]): Request[] {
  if (id === 'kustomize') {
    const all = Object.fromEntries(files.map((file) => [file.path, bytesOf(file).toString('base64')]));
    return [{ files: all, folder: 'overlay' }];
  }
  return files.flatMap((file) => (file.kind === 'text' && file.path.endsWith('.yaml') ? [{ yaml: file.text }] : []));
}

const projects: readonly (readonly [string, Project])[] = [
  ['a whole project', wholeProject],
  ['an empty one', projectOf([])],
  ['nasty objects', nastyObjects],
  ['nasty names', nastyNames],
  ...nastyTexts.map((project, i) => [`nasty texts, part ${i}`, project] as const),
];
const kubernetes = ['istio-wasm-plugin', 'istio-envoy-filter', 'kustomize', 'envoy-gateway'] as const;
const exported = kubernetes
  .flatMap((id) => projects.map(([name, project]) => ({ id, name, project })))
  .filter(({ id, project }) => generators[id].limits(project).every(({ effect }) => effect !== 'refused'));
const refused = kubernetes.length * projects.length - exported.length;

describe.skipIf(program === undefined)("Kubernetes' own code", () => {
  const asked = program ?? '';
  let verdicts: ReadonlyMap<string, readonly Verdict[]> = new Map();

  const verdictsOf = (id: GeneratorId, project: Project): readonly Judged[] => {
    if (verdicts.size === 0) verdicts = judgeAll(asked);
    const name = projects.find(([, one]) => one === project)?.[0] ?? '';
    const found = verdicts.get(`${id} ${name}`) ?? [];
    expect(found.map(({ error }) => error).filter(Boolean)).toEqual([]);
    return found.flatMap(({ objects }) => objects);
  };

  test.each(exported)('takes $id of $name', ({ id, project }) => {
    const objects = verdictsOf(id, project);
    if (project.filters.length > 0) expect(objects.length).toBeGreaterThan(0);
    expect(objects.flatMap(({ kind, name, errors }) => errors.map((error) => `${kind} ${name}: ${error}`))).toEqual([]);
  });

  test('is not asked for one of them', () => {
    expect(refused).toBe(1);
  });

  test('reads every nasty configuration as it was written', () => {
    const objects = nastyStrings.map((text) => ({ [text]: text, list: [text] }));
    const specs = (id: GeneratorId, project: Project) =>
      verdictsOf(id, project).map(({ read }) => read['spec'] as Json);
    expect(specs('istio-wasm-plugin', nastyObjects).map(({ pluginConfig }) => pluginConfig)).toEqual(objects);
    expect(specs('istio-wasm-plugin', nastyNames).map(({ pluginName }) => pluginName)).toEqual(
      nastyNames.filters.map(({ rootId }) => rootId),
    );
    const gateway = specs('envoy-gateway', nastyObjects)[0] ?? {};
    expect((gateway['wasm'] as Json[]).map(({ config }) => config)).toEqual(objects.slice(0, 16));
    for (const id of ['istio-envoy-filter', 'kustomize'] as const) {
      const texts = nastyTexts.flatMap((project) =>
        [...JSON.stringify(verdictsOf(id, project)).matchAll(/(String|Bytes)Value","value":("(?:[^"\\]|\\.)*")/g)].map(
          ([, type, json = '']) => textOf(type, JSON.parse(json) as string),
        ),
      );
      expect(texts).toEqual(nastyStrings);
    }
  });

  test('reads numbers as numbers', () => {
    const plugin = verdictsOf('istio-wasm-plugin', wholeProject).find(({ name }) => name === 'numbers');
    const spec = (plugin?.read['spec'] ?? {}) as Json;
    expect(spec['pluginConfig']).toEqual({
      big: Number('12345678901234567890'),
      small: 1e-7,
      large: 1e21,
      minus: -0.5,
    });
  });

  test('builds ConfigMaps of the very bytes by Kustomize, under the name that the annotation has', () => {
    const objects = verdictsOf('kustomize', wholeProject);
    const read = (kind: string) => objects.find((one) => one.kind === kind)?.read;
    expect(read('ConfigMap')?.['metadata']).toEqual({ name: 'weir-stamp' });
    const { 'stamp.wasm': base64 = '' } = (read('ConfigMap')?.['binaryData'] ?? {}) as Record<string, string>;
    expect(Buffer.from(base64, 'base64').equals(code)).toBe(true);
    expect(read('Deployment')).toMatchObject({
      spec: {
        template: {
          metadata: {
            labels: { app: 'web' },
            annotations: { 'sidecar.istio.io/userVolume': '{"weir-stamp":{"configMap":{"name":"weir-stamp"}}}' },
          },
        },
      },
    });
  });

  test('refuses what the other check refuses, and takes what it takes', () => {
    const yamlOf = (object: Json) => ({ yaml: JSON.stringify(object) });
    const taken = judge(
      asked,
      acceptedObjects.map(([, object]) => yamlOf(object)),
    );
    expect(taken.flatMap(({ objects }) => objects.flatMap(({ errors }) => errors))).toEqual([]);
    const refused = judge(
      asked,
      refusedObjects.map(([, object]) => yamlOf(object)),
    );
    for (const [i, [name, , why]] of refusedObjects.entries())
      expect(refused[i]?.objects.flatMap(({ errors }) => errors).join('\n'), name).toMatch(why);
  });
});

function judgeAll(program: string): ReadonlyMap<string, readonly Verdict[]> {
  const questions = exported.map(({ id, name, project }) => {
    const { files } = generators[id].generate({ project, modules: modulesFor(project, code) });
    return { key: `${id} ${name}`, requests: requestsFor(id, files) };
  });
  const answers = judge(
    program,
    questions.flatMap(({ requests }) => requests),
  ).values();
  return new Map(
    questions.map(({ key, requests }) => [
      key,
      requests.map(() => answers.next().value).filter((one) => one !== undefined),
    ]),
  );
}
