// node scripts/kubernetes-crds.mjs: writes test/export/crds/ anew from the pinned modules of the Go module proxy.
// What is committed there is a copy without descriptions, of one version per kind; everything that judges is kept.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** @typedef {{ module: string, file: string, kinds: Record<string, string> }} Source */

/** The kinds of each file, with the version that is kept. @type {Source[]} */
const sources = [
  {
    module: 'istio.io/api@v1.31.1',
    file: 'kubernetes/customresourcedefinitions.gen.yaml',
    kinds: { WasmPlugin: 'v1alpha1', EnvoyFilter: 'v1alpha3' },
  },
  {
    module: 'github.com/envoyproxy/gateway@v1.9.1',
    file: 'charts/gateway-helm/charts/crds/crds/generated/gateway.envoyproxy.io_envoyextensionpolicies.yaml',
    kinds: { EnvoyExtensionPolicy: 'v1alpha1' },
  },
  {
    module: 'sigs.k8s.io/gateway-api@v1.6.0',
    file: 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
    kinds: { HTTPRoute: 'v1' },
  },
  {
    module: 'sigs.k8s.io/gateway-api@v1.6.0',
    file: 'config/crd/standard/gateway.networking.k8s.io_gateways.yaml',
    kinds: { Gateway: 'v1' },
  },
];

const folder = 'test/export/crds';

/** The folder of a module, which Go checks against its sum. @param {string} module */
function unpacked(module) {
  const { status, stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', module], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`go mod download ${module}: ${stdout}${stderr}`);
  return String(JSON.parse(stdout).Dir);
}

/** A schema without the texts for people; a property may itself be called description. @param {any} schema @returns {any} */
function trimmed(schema) {
  if (Array.isArray(schema)) return schema.map(trimmed);
  if (schema === null || typeof schema !== 'object') return schema;
  /** @param {[string, any]} entry */
  const entryOf = ([key, value]) => [key, key === 'properties' ? ofEach(value) : trimmed(value)];
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === 'description' && typeof value === 'string'))
      .map(entryOf),
  );
}

/** @param {Record<string, any>} properties */
const ofEach = (properties) =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, trimmed(schema)]));

/** @param {any} definition @param {string} wanted */
function copyOf({ apiVersion, kind, metadata, spec }, wanted) {
  const { group, names, scope, versions } = spec;
  const version = versions.find((/** @type {{ name: string }} */ one) => one.name === wanted);
  if (!version) throw new Error(`${metadata.name} has no version ${wanted}`);
  const { openAPIV3Schema } = version.schema;
  // Nobody but a controller writes a status.
  const { status: _, ...properties } = openAPIV3Schema.properties;
  const schema = { openAPIV3Schema: trimmed({ ...openAPIV3Schema, properties }) };
  return {
    apiVersion,
    kind,
    metadata: { name: metadata.name },
    spec: { group, names, scope, versions: [{ name: wanted, served: true, storage: true, schema }] },
  };
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const lines = [];
for (const { module, file, kinds } of sources) {
  const text = readFileSync(join(unpacked(module), file), 'utf8');
  const definitions = parseAllDocuments(text)
    .map((one) => one.toJS())
    .filter(Boolean);
  for (const [kind, version] of Object.entries(kinds)) {
    const definition = definitions.find(({ spec }) => spec.names.kind === kind);
    const name = `${kind.toLowerCase()}.json`;
    writeFileSync(join(folder, name), `${JSON.stringify(copyOf(definition, version))}\n`);
    lines.push(`| \`${name}\` | ${version} | \`${module}\` | \`${file}\` |`);
  }
}
writeFileSync(
  join(folder, 'README.md'),
  `# Custom resource definitions

Copies without descriptions and without status, of one version per kind, written by \`node scripts/kubernetes-crds.mjs\`.

| file | version | Go module | file in it |
| --- | --- | --- | --- |
${lines.join('\n')}

Istio's are copyright the Istio Authors, Envoy Gateway's the Envoy Gateway Authors, the Gateway API's the Kubernetes
Authors; all three are under the Apache License 2.0, as this repository is.
`,
);
