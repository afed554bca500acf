import * as v from 'valibot';

const pairs = v.array(v.tuple([v.string(), v.string()]));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const method = v.pipe(v.string(), v.regex(/^[A-Z]+$/));

const httpRequestSchema = v.strictObject({
  name: v.string(),
  method: v.optional(method, 'GET'),
  url: v.string(),
  headers: v.optional(pairs, []),
  body: v.optional(v.string(), ''),
  /** Where the body is cut into pieces, as offsets in characters. */
  splits: v.optional(v.array(v.number()), []),
  trailers: v.optional(pairs, []),
  /** Virtual milliseconds before it is sent. */
  waitMs: v.optional(count, 0),
  /** In a sequence: does not wait for the answer to the one before it; `waitMs` counts from its start. */
  overlaps: v.optional(v.boolean(), false),
  http: v.optional(v.picklist(['1.1', '2']), '1.1'),
});

const actsSchema = v.array(
  v.variant('kind', [
    v.strictObject({ kind: v.literal('send'), as: v.picklist(['text', 'hex']), data: v.string() }),
    v.strictObject({ kind: v.literal('wait'), ms: count }),
    v.strictObject({ kind: v.literal('receive'), bytes: count }),
    v.strictObject({ kind: v.picklist(['end', 'half-close', 'close', 'reset']) }),
  ]),
);

/** A connection to the network filters: what the client does, and the service behind them; null: nobody listens. */
const connectionSchema = v.strictObject({
  name: v.string(),
  waitMs: v.optional(count, 0),
  tcp: v.strictObject({ client: actsSchema, upstream: v.nullable(actsSchema) }),
});

const moduleSchema = v.variant('kind', [
  /** A file of the example's folder, and what it imports. */
  v.strictObject({ kind: v.literal('source'), entry: v.string() }),
  /** A prebuilt module, by its path below `gallery/`. */
  v.strictObject({ kind: v.literal('wasm'), path: v.string() }),
]);

const filterSchema = v.strictObject({
  name: v.string(),
  rootId: v.optional(v.string(), ''),
  vmId: v.optional(v.string(), ''),
  configuration: v.optional(v.string(), ''),
  vmConfiguration: v.optional(v.string(), ''),
  failurePolicy: v.optional(v.picklist(['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD']), 'FAIL_CLOSED'),
  module: moduleSchema,
});

const clusterSchema = v.strictObject({
  name: v.string(),
  address: v.optional(v.string(), ''),
  protocol: v.optional(v.picklist(['http1', 'http2']), 'http1'),
  behaviour: v.variant('kind', [
    v.strictObject({ kind: v.literal('reflect') }),
    v.strictObject({ kind: v.literal('refuse') }),
    v.strictObject({
      kind: v.literal('replies'),
      replies: v.pipe(
        v.array(
          v.strictObject({
            prefix: v.optional(v.string(), ''),
            status: v.optional(v.number(), 200),
            headers: v.optional(pairs, []),
            body: v.optional(v.string(), ''),
            trailers: v.optional(pairs, []),
            delayMs: v.optional(count, 0),
            failure: v.optional(v.picklist(['none', 'reset', 'hang', 'partial']), 'none'),
          }),
        ),
        v.minLength(1),
      ),
    }),
  ]),
});

const upstreamSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('reflect') }),
  v.strictObject({
    kind: v.literal('fixed'),
    status: v.number(),
    headers: v.optional(pairs, []),
    body: v.optional(v.string(), ''),
  }),
]);

const partsSchema = v.strictObject({
  title: v.string(),
  /** Position in the gallery; the first is what the page opens with. */
  order: v.number(),
  /** One sentence. */
  summary: v.string(),
  tags: v.array(v.string()),
  filters: v.optional(v.array(filterSchema), []),
  /** Those see the bytes of TCP connections. */
  networkFilters: v.optional(v.array(filterSchema), []),
  /** The first is the one that Run sends. */
  requests: v.pipe(v.array(v.union([httpRequestSchema, connectionSchema])), v.minLength(1)),
  /** Run sends all of them, in their order, through one proxy. */
  isSequence: v.optional(v.boolean(), false),
  upstream: upstreamSchema,
  /** Further clusters, which filters call. */
  clusters: v.optional(v.array(clusterSchema), []),
});
const exampleSchema = v.pipe(
  partsSchema,
  v.check(({ filters, networkFilters }) => filters.length + networkFilters.length > 0, 'an example has a filter'),
);

/** What `gallery/<name>/example.json` holds. */
export type ExampleFile = v.InferOutput<typeof exampleSchema>;

/** Throws where a file of ours is not what it should be. */
export const parseExample = (json: unknown): ExampleFile => v.parse(exampleSchema, json);
