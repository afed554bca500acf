import { expect, test } from 'vitest';
import { cases as buffers } from './buffers.cases.ts';
import { callHost } from './call-host.ts';
import { cases as callouts } from './callouts.cases.ts';
import { cases as log } from './log.cases.ts';
import { cases as properties } from './properties.cases.ts';
import { cases as state } from './state.cases.ts';
import { cases as streams } from './streams.cases.ts';
import { cases as timeAndOthers } from './time-and-others.cases.ts';
import { cases as wasi } from './wasi.cases.ts';

const all = [buffers, callouts, log, properties, state, streams, timeAndOthers, wasi].flat();

/** One test a case: status, every byte that changed, what the proxy was asked, and the line of the trace. */
test.each(all)('$call $what', (one) => {
  const { setup, memory, module, environment } = one;
  const outcome = callHost(one.call, one.args, {
    ...(setup && { setup }),
    ...(memory && { memory }),
    ...(module && { module }),
    ...(environment && { environment }),
  });
  expect(outcome.status).toBe(one.status);
  expect(outcome.writes).toEqual(one.writes ?? {});
  expect(outcome.asked).toEqual(one.asked ?? []);
  expect(outcome.trace).toBe(one.trace);
  one.afterwards?.(outcome.context);
});
