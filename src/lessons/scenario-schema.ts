import * as v from 'valibot';
import { askedProperties, type Scenario } from '../model/index.ts';
import { runExpectationSchema, type RunExpectation } from './expectation-schema.ts';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const lines = v.union([text, v.array(text)]);
const headers = v.array(v.tuple([text, text]));
/** A byte string, or one repeated. */
const piece = v.union([text, v.strictObject({ repeat: text, times: v.pipe(count, v.maxValue(16_777_216)) })]);
const anything = v.record(text, v.unknown());

const plugin = {
  plugin: v.exactOptional(text),
  root_id: v.exactOptional(text),
  vm_id: v.exactOptional(text),
  config: v.exactOptional(lines),
  config_any: v.exactOptional(anything),
  vm_config: v.exactOptional(lines),
  plugin_extra: v.exactOptional(anything),
  vm_extra: v.exactOptional(anything),
};
const wasmPlugin = v.looseObject({ wasm: text, ...plugin });

const message = {
  headers: v.exactOptional(headers),
  body: v.exactOptional(v.array(piece)),
  trailers: v.exactOptional(headers),
  chunk_delay_ms: v.exactOptional(v.number()),
};
/** Where END_STREAM is over HTTP/2. */
const end = v.exactOptional(v.picklist(['data', 'empty', 'never']));

const reply = v.looseObject({
  match: v.exactOptional(
    v.strictObject({
      method: v.exactOptional(text),
      path: v.exactOptional(text),
      prefix: v.exactOptional(text),
      headers: v.exactOptional(headers),
    }),
  ),
  ...message,
  end,
  status: v.exactOptional(count),
  code: v.exactOptional(count),
  delay_ms: v.exactOptional(v.number()),
  framing: v.exactOptional(text),
  failure: v.exactOptional(v.picklist(['reset', 'hang', 'partial'])),
  early: v.exactOptional(v.boolean()),
});

const cluster = v.looseObject({
  replies: v.exactOptional(v.array(reply)),
  refuse: v.exactOptional(v.boolean()),
  reflect: v.exactOptional(v.boolean()),
  http2: v.exactOptional(v.boolean()),
  h2_stub: v.exactOptional(v.boolean()),
  hold: v.exactOptional(v.boolean()),
});

const stream = v.looseObject({
  ...message,
  end,
  method: v.exactOptional(text),
  path: v.exactOptional(text),
  host: v.exactOptional(text),
  scheme: v.exactOptional(text),
  start_ms: v.exactOptional(v.number()),
  reset_after_ms: v.exactOptional(v.number()),
  timeout_ms: v.exactOptional(v.number()),
});

/** One step of either end of a TCP connection. */
const tcpSteps = v.array(
  v.looseObject({
    send: v.exactOptional(piece),
    wait_bytes: v.exactOptional(count),
    wait_ms: v.exactOptional(v.number()),
    gap_ms: v.exactOptional(v.number()),
  }),
);

const request = v.looseObject({
  ...message,
  tcp: v.exactOptional(tcpSteps),
  tcp_upstream: v.exactOptional(v.union([tcpSteps, v.literal('refuse')])),
  http: v.exactOptional(v.picklist(['1.1', '2'])),
  h2: v.exactOptional(v.array(stream)),
  wait_ms: v.exactOptional(v.number()),
  step_ms: v.exactOptional(v.number()),
  idle_ms: v.exactOptional(v.number()),
  answer: v.exactOptional(v.strictObject({ cluster: text, request: count, reply })),
  method: v.exactOptional(text),
  path: v.exactOptional(text),
  host: v.exactOptional(text),
  framing: v.exactOptional(v.picklist(['length', 'chunked'])),
  timeout_ms: v.exactOptional(v.number()),
  keep: v.exactOptional(v.boolean()),
  parallel: v.exactOptional(v.boolean()),
  gap_ms: v.exactOptional(v.number()),
  abort_after_ms: v.exactOptional(v.number()),
  open: v.exactOptional(text),
  conn: v.exactOptional(text),
});

/**
 * A scenario as a file: what the recorder writes is valid here, and so is what the page and the tests use. Unknown
 * fields pass, since the recorder knows more of them; `expect` is strict, since a misspelt claim would never fail.
 */
export const scenarioSchema = v.looseObject({
  name: v.exactOptional(text),
  checks: v.exactOptional(text),
  filters: v.exactOptional(v.array(wasmPlugin)),
  loggers: v.exactOptional(v.array(wasmPlugin)),
  services: v.exactOptional(v.array(v.looseObject({ wasm: text, ...plugin, singleton: v.exactOptional(v.boolean()) }))),
  tcp: v.exactOptional(anything),
  workers: v.exactOptional(v.pipe(count, v.minValue(1), v.maxValue(16))),
  clusters: v.exactOptional(v.record(text, cluster)),
  requests: v.exactOptional(v.array(request)),
  envoy: v.exactOptional(anything),
  stays_open: v.exactOptional(v.boolean()),
  limits: v.exactOptional(v.boolean()),
  properties: v.exactOptional(v.array(text)),
  expect: v.exactOptional(runExpectationSchema),
});

export type ScenarioFile = Scenario & { readonly expect?: RunExpectation };

/** What is expected of properties is read in the run. */
function withProperties(scenario: v.InferOutput<typeof scenarioSchema>): typeof scenario {
  const asked = [...(scenario.properties ?? []), ...askedProperties(scenario.expect?.requests ?? [])];
  return asked.length === 0 ? scenario : { ...scenario, properties: [...new Set(asked)] };
}

/** The scenario in a parsed file, or the first things that are wrong with it: where, and what. */
export function parseScenario(value: unknown, name: string): ScenarioFile | { readonly problems: readonly string[] } {
  if (Array.isArray(value)) return { problems: ['a scenario is an object, and this is a list'] };
  const parsed = v.safeParse(scenarioSchema, value);
  if (parsed.success) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has just checked what a run stands on
    return { ...withProperties(parsed.output), name: parsed.output.name ?? name } as ScenarioFile;
  }
  return {
    problems: parsed.issues.slice(0, 5).map((issue) => {
      const at = v.getDotPath(issue);
      return at === null ? issue.message : `${at}: ${issue.message}`;
    }),
  };
}
