import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parseAllDocuments } from 'yaml';

/** A value of JSON, as far as this file looks into it. */
type Json = Readonly<Record<string, unknown>>;

interface Schema extends Json {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message?: string }[];
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly [{ readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }];
  };
}

interface Kind {
  readonly schema: Schema;
  readonly isValid: ValidateFunction;
}

const has = (value: Json, key: string) => Object.hasOwn(value, key);
const count = (value: Json, keys: readonly string[]) => keys.filter((key) => has(value, key)).length;
const targetsOf = (value: Json) => (value['targetRefs'] ?? []) as readonly Json[];

/** The rules that matter to what we write, by the beginning of their CEL text. */
const rules: Readonly<Record<string, (self: never) => boolean>> = {
  'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "oci", "file"])': (self: string) =>
    ['http', 'https', 'oci', 'file'].includes(/^([a-z][a-z0-9+.-]*):\/\//i.exec(self)?.[1] ?? 'http'),
  '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0)': (self: Json) =>
    count(self, ['selector', 'targetRef', 'targetRefs']) <= 1,
  '(has(self.valueFrom) ? self.valueFrom : "") != "HOST"': (self: Json) =>
    self['valueFrom'] !== 'HOST' || !has(self, 'value'),
  "self.type == 'HTTP' ? has(self.http)": (self: Json) => (self['type'] === 'HTTP') === has(self, 'http'),
  "self.type == 'Image' ? has(self.image)": (self: Json) => (self['type'] === 'Image') === has(self, 'image'),
  '(has(self.targetRef) && !has(self.targetRefs))': (self: Json) =>
    count(self, ['targetRef', 'targetRefs']) === 1 || has(self, 'targetSelectors'),
  "(self.type in ['Exact','PathPrefix']) ? self.value.matches(": ({ value }: Json) =>
    /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(String(value)),
  "(self.type in ['Exact','PathPrefix']) ? !self.value.contains('//')": ({ value }: Json) =>
    !String(value).includes('//'),
  "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port)": (self: Json) => has(self, 'port'),
  'has(self.targetRefs) ? self.targetRefs.all(ref, ref.group ==': (self: Json) =>
    targetsOf(self).every(({ group }) => group === 'gateway.networking.k8s.io'),
  'has(self.targetRefs) ? self.targetRefs.all(ref, ref.kind in': (self: Json) =>
    targetsOf(self).every(({ kind }) => /^(Gateway|ListenerSet|(HTTP|GRPC|UDP|TCP|TLS)Route)$/.test(String(kind))),
};
export const handWrittenRules = Object.keys(rules);

/** A schema that refuses unknown fields, which the server would drop. */
function closed(schema: Schema): Schema {
  if (schema['x-kubernetes-preserve-unknown-fields'] === true) {
    return { ...schema, additionalProperties: true };
  }
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, closed(one)])),
      additionalProperties: false,
    }),
    ...(items && { items: closed(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: closed(additionalProperties) }),
  };
}

/** What every object has, whether its definition says so or not. */
const ofEveryObject = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };

function closedRoot(schema: Schema): Schema {
  const inside = closed(schema);
  return { ...inside, properties: { ...inside.properties, ...ofEveryObject } };
}

function brokenRules(schema: Schema, value: unknown, path: string): string[] {
  const here = (schema['x-kubernetes-validations'] ?? []).flatMap(({ rule, message }) => {
    const known = handWrittenRules.find((beginning) => rule.startsWith(beginning));
    const holds = known === undefined || rules[known]?.(value as never);
    return holds ? [] : [`${path}: ${message ?? rule}`];
  });
  const { items, properties, additionalProperties } = schema;
  if (Array.isArray(value)) {
    return [...here, ...value.flatMap((one, i) => (items ? brokenRules(items, one, `${path}[${i}]`) : []))];
  }
  if (typeof value !== 'object' || value === null) return here;
  const below = Object.entries(value).flatMap(([name, one]) => {
    const next = properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    return next ? brokenRules(next, one, `${path}.${name}`) : [];
  });
  return [...here, ...below];
}

/** Lists whose items are told apart by some of their fields: `group/number twice`. */
function doubledItems(schema: Schema, value: unknown, path: string): string[] {
  const { items, properties } = schema;
  if (Array.isArray(value)) {
    const keys = schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined;
    const names = keys ? value.map((one: Json) => JSON.stringify(keys.map((key) => one[key]))) : [];
    const twice = names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${path}: ${name} twice`);
    return [...twice, ...value.flatMap((one, i) => (items ? doubledItems(items, one, `${path}[${i}]`) : []))];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    properties?.[name] ? doubledItems(properties[name], one, `${path}.${name}`) : [],
  );
}

const folder = 'test/export/crds';
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const definitions = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Definition);
const kinds = new Map<string, Kind>(
  definitions.map(({ spec }) => {
    const [{ name, schema }] = spec.versions;
    const { openAPIV3Schema } = schema;
    const isValid = ajv.compile(closedRoot(openAPIV3Schema));
    return [`${spec.group}/${name} ${spec.names.kind}`, { schema: openAPIV3Schema, isValid }];
  }),
);

/** All CEL rules of the committed definitions. */
export const allRules = definitions.flatMap(({ spec }) => rulesIn(spec.versions[0].schema.openAPIV3Schema));

function rulesIn(schema: Schema): string[] {
  const below = [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties];
  const inner = below.flatMap((one) => (typeof one === 'object' ? rulesIn(one) : []));
  return [...(schema['x-kubernetes-validations'] ?? []).map(({ rule }) => rule), ...inner];
}

/** What an API server with these definitions would refuse in an object: types, unknown fields, rules. */
export function crdErrors(object: Json): string[] {
  const name = `${String(object['apiVersion'])} ${String(object['kind'])}`;
  const kind = kinds.get(name);
  if (!kind) return [`no definition of ${name}`];
  kind.isValid(object);
  const errors = (kind.isValid.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath}: ${message} ${JSON.stringify(params)}`,
  );
  return [...errors, ...brokenRules(kind.schema, object, ''), ...doubledItems(kind.schema, object, '')];
}

/** The objects of a YAML file, as a reader of YAML 1.1 sees them, which Kubernetes' is. */
export function objectsOf(text: string): Json[] {
  const documents = parseAllDocuments(text, { version: '1.1' });
  if (!Array.isArray(documents)) throw new Error('there is no document');
  return documents.map((one) => {
    const [error] = one.errors;
    if (error) throw error;
    return one.toJS() as Json;
  });
}
