import * as v from 'valibot';
import { CONNECTION_ENDS } from '../model/index.ts';

/** A value, `true` where any will do, or `null` where there must be none. */
const headersSchema = v.record(v.string(), v.nullable(v.union([v.string(), v.literal(true)])));
export type HeaderClaims = v.InferOutput<typeof headersSchema>;

/** Bytes: a text, hexadecimal digits in pairs, or base64. */
const hexSchema = v.pipe(v.string(), v.regex(/^\s*(?:[0-9a-fA-F]{2}\s*)*$/));
const base64Schema = v.pipe(v.string(), v.base64());

/** What some bytes are or have in them. `hex` and `base64` are all of them, as `equals` is. */
const bytesSchema = v.strictObject({
  equals: v.exactOptional(v.string()),
  contains: v.exactOptional(v.union([v.string(), v.array(v.string())])),
  hex: v.exactOptional(hexSchema),
  base64: v.exactOptional(base64Schema),
});
export type BytesClaims = v.InferOutput<typeof bytesSchema>;

/** A value, `true` where any will do, or `null` where there must be none. */
const valueSchema = v.nullable(
  v.union([v.string(), v.literal(true), v.strictObject({ hex: hexSchema }), v.strictObject({ base64: base64Schema })]),
);

/** What stands under a key in shared data at the end of the run. */
const sharedDataSchema = v.array(
  v.strictObject({
    /** Absent: whichever has it. */
    vm_id: v.exactOptional(v.string()),
    key: v.string(),
    value: valueSchema,
  }),
);
export type SharedDataClaims = v.InferOutput<typeof sharedDataSchema>;

/** By path, its segments separated by dots: `request.headers.x-a`. Numbers, durations and times as the page shows them. */
const propertiesSchema = v.record(v.string(), v.union([valueSchema, v.number()]));
export type PropertyClaims = v.InferOutput<typeof propertiesSchema>;

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

/**
 * What must come of one request, or of one TCP connection. Every field that is there is one claim, or one for each of
 * its entries.
 */
export const expectationSchema = v.strictObject({
  status: v.exactOptional(v.number()),
  /** Headers of the response, by name in any spelling. */
  headers: v.exactOptional(headersSchema),
  body: v.exactOptional(bytesSchema),
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
  /** All that the client of a TCP connection got. */
  received: v.exactOptional(bytesSchema),
  /** All that the service behind the TCP proxy got; nothing where it was never connected. */
  upstreamReceived: v.exactOptional(bytesSchema),
  /** Who ended a TCP connection. */
  closedBy: v.exactOptional(v.picklist(CONNECTION_ENDS)),
  /** Whether a network filter kept bytes back, if only for a while. */
  held: v.exactOptional(v.boolean()),
  /** Each is contained in some log line of the request or connection. */
  logs: v.exactOptional(v.array(logSchema)),
  /** How often a hostcall was made: `proxy_http_call`: 1. */
  hostcalls: v.exactOptional(v.record(v.string(), countSchema)),
  /** How often a callback was entered. */
  callbacks: v.exactOptional(v.record(v.string(), countSchema)),
  /** Response flags and details as the access log has them. */
  flags: v.exactOptional(v.string()),
  details: v.exactOptional(v.string()),
  /** Kinds of warnings that the report gives for it. */
  warnings: v.exactOptional(v.array(v.string())),
  /** Custom metrics at the end of the run, by the name that the filter gave. */
  metrics: v.exactOptional(v.record(v.string(), v.number())),
  sharedData: v.exactOptional(sharedDataSchema),
  /** Properties as a filter could read them when it was over. */
  properties: v.exactOptional(propertiesSchema),
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
  /** One entry a request or connection, in their order (waits do not count); an empty one claims nothing. */
  requests: v.exactOptional(v.array(expectationSchema)),
  /** Custom metrics at the end, by the name that the filter gave. */
  metrics: v.exactOptional(v.record(v.string(), v.number())),
  sharedData: v.exactOptional(sharedDataSchema),
});
export type RunExpectation = v.InferOutput<typeof runExpectationSchema>;
