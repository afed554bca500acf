import * as v from 'valibot';
import { emptyProject, isByteString, type Project, replyDefaults, requestDefaults } from '../model/index.ts';
import { migrated } from './migrations.ts';

/** More than any project of a person has, and little enough to hold in memory. */
const most = { files: 64, fileCharacters: 256 * 1024, items: 200, rows: 1000, text: 1024 * 1024, name: 1000 } as const;

/** Names of files: relative, with `/` between folders, nothing that means anything to a file system or to JavaScript. */
export function isFileName(path: string): boolean {
  if (!/^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/.test(path) || path.length > 128) return false;
  return path.split('/').every((part) => !/^\.+$/.test(part) && !FORBIDDEN.has(part));
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

type Limits = Record<keyof typeof most, number> & {
  readonly fileName: v.GenericSchema<string>;
  readonly count: v.GenericSchema<number>;
};

/** Bytes have one character each. */
const isSendable = ({ body, isBytes }: { body: string; isBytes: boolean }): boolean => !isBytes || isByteString(body);

/** The latest shape of a project, as strict as its limits. */
function schemaWithin({ fileName, count, ...most }: Limits) {
  const name = v.pipe(v.string(), v.maxLength(most.name));
  const text = v.pipe(v.string(), v.maxLength(most.text));
  const list = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.maxLength(most.items));
  const rows = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.maxLength(most.rows));
  const files = v.pipe(
    v.record(fileName, v.pipe(v.string(), v.maxLength(most.fileCharacters))),
    v.maxEntries(most.files),
  );

  const headerRow = v.strictObject({ enabled: v.boolean(), name, value: text });
  const headerRows = rows(headerRow);
  const pair = v.strictObject({ name, value: text });

  const filterModule = v.variant('kind', [
    v.strictObject({ kind: v.literal('source'), entry: fileName }),
    v.strictObject({
      kind: v.literal('wasm'),
      fileName: name,
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      size: count,
    }),
  ]);

  const plugin = {
    id: name,
    name,
    enabled: v.boolean(),
    rootId: name,
    vmId: name,
    configuration: text,
    vmConfiguration: text,
    failurePolicy: v.picklist(['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD']),
    reloadMs: v.optional(count, 0),
    environment: list(pair),
    allowStopIteration: v.boolean(),
    capabilities: v.nullable(list(name)),
    module: filterModule,
  };
  const chainFilter = v.strictObject(plugin);

  const acts = list(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('send'), as: v.picklist(['text', 'hex']), data: text }),
      v.strictObject({ kind: v.literal('wait'), ms: count }),
      v.strictObject({ kind: v.literal('receive'), bytes: count }),
      v.strictObject({ kind: v.picklist(['end', 'half-close', 'close', 'reset']) }),
    ]),
  );

  const namedRequest = v.pipe(
    v.strictObject({
      id: name,
      name,
      method: name,
      url: text,
      headers: headerRows,
      body: text,
      isBytes: v.optional(v.boolean(), requestDefaults.isBytes),
      splits: rows(count),
      trailers: headerRows,
      waitMs: v.optional(count, requestDefaults.waitMs),
      overlaps: v.optional(v.boolean(), requestDefaults.overlaps),
      http: v.optional(v.picklist(['1.1', '2']), requestDefaults.http),
      tcp: v.optional(v.nullable(v.strictObject({ client: acts, upstream: v.nullable(acts) })), requestDefaults.tcp),
    }),
    v.check((one) => isSendable(one)),
  );

  const upstream = v.variant('kind', [
    v.strictObject({ kind: v.literal('reflect') }),
    v.strictObject({
      kind: v.literal('fixed'),
      status: count,
      headers: headerRows,
      body: text,
      isBytes: v.optional(v.boolean(), false),
    }),
  ]);

  const grpcReply = v.strictObject({
    status: count,
    message: text,
    messages: list(v.strictObject({ as: v.picklist(['text', 'hex']), data: text })),
  });

  const clusterReply = v.pipe(
    v.strictObject({
      prefix: name,
      status: count,
      headers: headerRows,
      body: text,
      isBytes: v.optional(v.boolean(), replyDefaults.isBytes),
      trailers: headerRows,
      delayMs: count,
      failure: v.picklist(['none', 'reset', 'hang', 'partial']),
      grpc: v.optional(v.nullable(grpcReply), replyDefaults.grpc),
    }),
    v.check((one) => isSendable(one)),
  );

  const cluster = v.strictObject({
    name,
    address: name,
    protocol: v.picklist(['http1', 'http2']),
    behaviour: v.variant('kind', [
      v.strictObject({ kind: v.literal('reflect') }),
      v.strictObject({ kind: v.literal('refuse') }),
      v.strictObject({ kind: v.literal('replies'), replies: list(clusterReply) }),
    ]),
  });

  const route = v.strictObject({
    name,
    match: v.picklist(['prefix', 'path']),
    path: name,
    headers: list(pair),
    action: v.variant('kind', [
      v.strictObject({ kind: v.literal('cluster'), cluster: name, timeoutMs: count }),
      v.strictObject({ kind: v.literal('direct'), status: count, body: text }),
    ]),
  });

  return v.strictObject({
    schema: v.literal(2),
    id: name,
    name,
    files,
    filters: list(chainFilter),
    networkFilters: list(chainFilter),
    accessLoggers: list(chainFilter),
    services: list(v.strictObject({ ...plugin, singleton: v.boolean() })),
    requests: list(namedRequest),
    selectedRequest: name,
    isSequence: v.optional(v.boolean(), emptyProject.isSequence),
    upstream: v.pipe(
      upstream,
      v.check((one) => one.kind === 'reflect' || isSendable(one)),
    ),
    clusters: list(cluster),
    routes: list(route),
    workers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
    inTurn: v.optional(v.boolean(), false),
    checks: list(v.strictObject({ name, request: name, expect: v.record(name, v.unknown()) })),
    madeWith: v.strictObject({ compiler: name, sdk: name }),
  });
}

/** For what comes from elsewhere: links, files. */
const projectSchema = schemaWithin({
  ...most,
  fileName: v.pipe(v.string(), v.check(isFileName)),
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)),
});

/** A project of this or an earlier version, from somebody's file or link; undefined when it is none. */
export function parseProject(json: unknown): Project | undefined {
  const { success, output } = v.safeParse(projectSchema, migrated(json));
  return success ? output : undefined;
}

const ownSchema = schemaWithin({
  files: Infinity,
  fileCharacters: Infinity,
  items: Infinity,
  rows: Infinity,
  text: Infinity,
  name: Infinity,
  fileName: v.string(),
  count: v.number(),
});

/** What a person's own browser kept, of this or an earlier version: nothing of theirs is too long or oddly named. */
export function parseOwnProject(json: unknown): Project | undefined {
  const { success, output } = v.safeParse(ownSchema, migrated(json));
  return success ? output : undefined;
}
