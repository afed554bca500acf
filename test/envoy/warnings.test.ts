import { expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replay } from '../../cli/conformance/replay.ts';

const kit = new Kit('conformance');

/** What a report warns of, by recorded scenario: what works here and hurts in a real Envoy. */
test.each([
  ['body-request-headers-held', 'deadlock', { direction: 'request' }],
  ['body-response-headers-held', 'deadlock', { direction: 'response' }],
  ['body-request-shrink-length', 'content-length-mismatch', { direction: 'request', declared: 12, sent: 2 }],
  ['body-request-replace-length-fixed', 'content-length-mismatch', { direction: 'request', declared: 25, sent: 50 }],
  ['headers-response-add-crlf-value', 'response-header-injection', {}],
  ['headers-response-add-colon-name', 'response-header-injection', {}],
  ['close-request_headers-req', 'stream-reset', { details: 'wasm_close_stream' }],
  ['local-response-body', 'local-reply-late', { details: 'my_details' }],
  ['local-done', 'envoy-crashes', {}],
  ['resume-unpaused', 'resume-not-paused', { direction: 'request' }],
  ['resume-response-early', 'envoy-crashes', {}],
  ['module-no-memory', 'envoy-crashes', { reason: 'no memory' }],
])('%s: %s', (name, kind, facts) => {
  const { report } = replay(kit.recorded(name));
  expect(report.warnings).toContainEqual(
    expect.objectContaining({ kind, facts: expect.objectContaining(facts) as object }),
  );
});

test('nothing is warned of where nothing hurts', () => {
  const quiet = kit
    .names()
    .filter((name) => /^(lifecycle-(get|post|keepalive|three)|headers-request-add$|local-call$)/.test(name));
  expect(quiet.length).toBeGreaterThan(5);
  expect(quiet.filter((name) => replay(kit.recorded(name)).report.warnings.length > 0)).toEqual([]);
});
