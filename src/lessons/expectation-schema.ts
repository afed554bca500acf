import * as v from 'valibot';

/** A value, `true` where any will do, or `null` where there must be none. */
const headersSchema = v.record(v.string(), v.nullable(v.union([v.string(), v.literal(true)])));
export type HeaderClaims = v.InferOutput<typeof headersSchema>;

/** How often: exactly, or between. */
const countSchema = v.union([
  v.pipe(v.number(), v.integer(), v.minValue(0)),
  v.strictObject({ atLeast: v.exactOptional(v.number()), atMost: v.exactOptional(v.number()) }),
]);
export type Count = v.InferOutput<typeof countSchema>;

const logSchema = v.union([
  v.string(),
  v.strictObject({
    contains: v.string(),
    level: v.exactOptional(v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'critical'])),
  }),
]);

const localReplySchema = v.union([
  v.boolean(),
  v.strictObject({
    status: v.exactOptional(v.number()),
    /** Position of the filter in the chain, from 0; -1: Envoy itself. */
    filter: v.exactOptional(v.number()),
    details: v.exactOptional(v.string()),
  }),
]);

/** What one request's exchange must look like. Every field that is there is one claim, or one for each of its entries. */
export const expectationSchema = v.strictObject({
  status: v.exactOptional(v.number()),
  /** Headers of the response, by name in any spelling. */
  headers: v.exactOptional(headersSchema),
  body: v.exactOptional(
    v.strictObject({
      equals: v.exactOptional(v.string()),
      contains: v.exactOptional(v.union([v.string(), v.array(v.string())])),
    }),
  ),
  /** Values in a JSON body, by their path: `headers.X-Hello`. */
  json: v.exactOptional(v.record(v.string(), v.unknown())),
  /** Trailers of the response. */
  trailers: v.exactOptional(headersSchema),
  /** Whether a filter, or Envoy itself, answered instead of an upstream; or what that answer was. */
  localReply: v.exactOptional(localReplySchema),
  /** How many requests reached the upstream on behalf of this one. */
  upstreamCalls: v.exactOptional(v.number()),
  /** Headers of the request that reached the upstream. */
  upstreamHeaders: v.exactOptional(headersSchema),
  /** Each is contained in some log line of the exchange. */
  logs: v.exactOptional(v.array(logSchema)),
  /** How often a hostcall was made: `proxy_http_call`: 1. */
  hostcalls: v.exactOptional(v.record(v.string(), countSchema)),
  /** How often a callback was entered. */
  callbacks: v.exactOptional(v.record(v.string(), countSchema)),
  /** Response flags and details as the access log has them. */
  flags: v.exactOptional(v.string()),
  details: v.exactOptional(v.string()),
  /** Kinds of warnings that the report gives for the exchange. */
  warnings: v.exactOptional(v.array(v.string())),
  /** Custom metrics at the end of the run, by the name that the filter gave. */
  metrics: v.exactOptional(v.record(v.string(), v.number())),
});
export type Expectation = v.InferOutput<typeof expectationSchema>;

/** What somebody's check says, when it can be read. */
export function parseExpectation(json: unknown): Expectation | undefined {
  const { success, output } = v.safeParse(expectationSchema, json);
  return success ? output : undefined;
}

/** What a whole run must look like. */
export const runExpectationSchema = v.strictObject({
  startup: v.exactOptional(v.picklist(['ready', 'failed'])),
  /** One entry a request, in their order (waits do not count); an empty one claims nothing. */
  requests: v.exactOptional(v.array(expectationSchema)),
  /** Custom metrics at the end, by the name that the filter gave. */
  metrics: v.exactOptional(v.record(v.string(), v.number())),
});
export type RunExpectation = v.InferOutput<typeof runExpectationSchema>;
