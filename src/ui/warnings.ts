import type { Warning } from '../model/index.ts';
import type { PauseStory } from '../state/index.ts';
import type { Told } from './failures.ts';

/** What works here and hurts in a real Envoy. */
export function tellWarning({ kind, callback, filter, facts }: Warning): Told {
  const where = callback === '' ? 'The filter' : callback;
  const fact = (name: string) => String(facts[name] ?? '');
  switch (kind) {
    case 'content-length-mismatch':
      return {
        cause: `A filter changed the ${fact('direction')} body and left content-length as it was: it says ${fact('declared')}, and ${fact('sent')} bytes were sent.`,
        remedy: 'Remove content-length in the headers callback before the body changes.',
        reference: 'proxy_set_buffer_bytes',
        lesson: 'bodies',
      };
    case 'resume-not-paused':
      return {
        cause: `${where} resumed a ${fact('direction') || 'stream'} that was not paused; Envoy 1.40 then sends it on twice.`,
        remedy: 'Resume once, and only what a callback of this filter has paused.',
        reference: 'proxy_continue_stream',
        lesson: 'callout-cache',
      };
    case 'deadlock':
      return {
        cause: 'A filter paused the stream, and nothing that is still to come resumes it.',
        remedy: 'Resume it from a callback that does arrive: the answer to a call, a timer, or the end of the body.',
        reference: 'proxy_continue_stream',
        lesson: 'callout-cache',
      };
    case 'no-root-factory':
      return {
        cause: `The module has no root context for the root id "${fact('rootId')}" that the chain gives it, so its callbacks do nothing.`,
        remedy:
          fact('registered') === ''
            ? 'Register a root context under this id, or one for every id.'
            : `Set the filter's root id to one that the module registers: ${fact('registered')}.`,
        reference: 'proxy_on_context_create',
        fixes: fact('registered')
          .split(', ')
          .filter((rootId) => rootId !== '')
          .slice(0, 4)
          .map((rootId) => ({ kind: 'set-root-id', filter, rootId })),
      };
    case 'not-simulated':
      return {
        cause: `${fact('name') || 'A hostcall'} is not simulated yet; the filter was told so.`,
        remedy: 'A real Envoy would carry it out: judge the rest of this result with that in mind.',
      };
    case 'envoy-crashes':
      return { cause: `${where} does something that makes Envoy 1.40 itself crash.`, remedy: 'Do not ship it.' };
    case 'stream-reset':
      return {
        cause: `${where} resets the stream: the client gets no answer, and over HTTP/1.1 Envoy closes the connection only a second later.`,
        remedy: 'To turn a request down, answer it: proxy_send_local_response before the response headers go on.',
      };
    case 'local-reply-late':
      return {
        cause:
          'A local reply came after the response headers had gone to the client: Envoy resets the connection, and the client sees a broken answer instead of the reply.',
        remedy:
          'Reply before the response headers go on: pause in proxy_on_response_headers until the decision is made, or change the body instead.',
        reference: 'proxy_send_local_response',
        lesson: 'reply-yourself',
      };
    case 'response-header-injection':
      return {
        cause: 'A header that a filter set carries a line break.',
        remedy: 'Remove control characters from what goes into a header.',
      };
    case 'memory-refused':
      return {
        cause: `${where} seems to have wanted more memory than it may have here: all VMs of a run share 256 MiB, a limit of this page and not of Envoy.`,
        remedy: 'Keep less of large bodies, or free it sooner; try it with fewer filters or workers.',
      };
  }
}

const times = ['no', 'one', 'two', 'three'];

/** A stream that stands still: since when, who holds it, what could still move it. */
export function tellPause(story: PauseStory, { filter, step }: { filter: string; step: (at: number) => number }): Told {
  const { direction, at, callback, sinceMs, heldBytes, pendingCalls, tickMs, afterwards } = story;
  const pending = [
    ...(pendingCalls > 0
      ? [`${times[pendingCalls] ?? pendingCalls} ${pendingCalls === 1 ? 'call' : 'calls'} without an answer`]
      : []),
    ...(tickMs > 0 ? [`a timer every ${tickMs} ms`] : []),
  ];
  const ran = afterwards.map((one) => `${one.callback} (step ${step(one.at)})`).join(', ');
  return {
    cause:
      `The ${direction} is paused by ${filter} since step ${step(at)} (${callback}, at ${sinceMs} ms), ` +
      `${pending.length === 0 ? 'and nothing is pending that could resume it' : `pending: ${pending.join(', ')}`}.` +
      (heldBytes > 0 ? ` It holds ${heldBytes.toLocaleString('en')} bytes.` : '') +
      (ran === '' ? '' : ` Since then ran ${ran}, without resuming it.`),
    remedy: 'Resume it from a callback that does arrive: the answer to a call, a timer, or the end of the body.',
    reference: 'proxy_continue_stream',
    lesson: 'callout-cache',
    places: [
      { label: 'Where it was paused', at },
      ...afterwards.slice(0, 1).map((one) => ({ label: 'What ran since', at: one.at })),
    ],
  };
}
