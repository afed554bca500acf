import * as v from 'valibot';

/** A value, or `null` where there must be none. */
const headersSchema = v.record(v.string(), v.nullable(v.string()));

/** What a step's exchange must look like. Every field that is there is one claim, or one for each of its entries. */
const expectationSchema = v.strictObject({
  status: v.exactOptional(v.number()),
  /** Headers of the response, by name in any spelling. */
  headers: v.exactOptional(headersSchema),
  body: v.exactOptional(v.strictObject({ equals: v.exactOptional(v.string()), contains: v.exactOptional(v.string()) })),
  /** Values in a JSON body, by their path: `headers.X-Hello`. */
  json: v.exactOptional(v.record(v.string(), v.unknown())),
  /** Whether a filter, or Envoy itself, answered instead of an upstream. */
  localReply: v.exactOptional(v.boolean()),
  /** How many requests reached the upstream on behalf of this one. */
  upstreamCalls: v.exactOptional(v.number()),
  /** Headers of the request that reached the upstream. */
  upstreamHeaders: v.exactOptional(headersSchema),
  /** Each is contained in some log line of the exchange. */
  logs: v.exactOptional(v.array(v.string())),
  /** Kinds of warnings that the report gives for the exchange. */
  warnings: v.exactOptional(v.array(v.string())),
});

const checkSchema = v.strictObject({
  name: v.string(),
  /** Requests by name, sent one after the other through one fresh proxy. */
  steps: v.pipe(v.array(v.strictObject({ send: v.string(), expect: expectationSchema })), v.minLength(1)),
});

export type Expectation = v.InferOutput<typeof expectationSchema>;
export type Check = v.InferOutput<typeof checkSchema>;

const checksSchema = v.pipe(v.array(checkSchema), v.minLength(1));

/** Throws where a file of ours is not what it should be. */
export const parseChecks = (json: unknown): Check[] => v.parse(checksSchema, json);
