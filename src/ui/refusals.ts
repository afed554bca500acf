import { BUFFERS, HEADER_MAPS, nearestProperties, type Refusal } from '../model/index.ts';
import type { Told } from './failures.ts';

const mapName = (facts: Refusal['facts']) => HEADER_MAPS[Number(facts['map'])] ?? `header map ${facts['map']}`;
const bufferName = (facts: Refusal['facts']) => BUFFERS[Number(facts['buffer'])] ?? `buffer ${facts['buffer']}`;

/** Why a hostcall was refused, and what to do about it. */
export function tellRefusal({ kind, facts }: Refusal): Told {
  switch (kind) {
    case 'unknown-cluster':
      return {
        cause: `There is no cluster named "${facts['cluster']}": a call goes to a cluster of the proxy's configuration, never to a host name.`,
        remedy: `Name one that the proxy has (${facts['known']}), or add a cluster of that name.`,
        fixes: [{ kind: 'add-cluster', name: String(facts['cluster']) }],
        lesson: 'callout-cache',
      };
    case 'missing-call-header':
      return {
        cause: `The argument "headers" is at fault: it has no ${facts['header']}.`,
        remedy:
          facts['header'] === ':authority'
            ? 'Give :authority; neither :host nor host stands for it in a call. :method and :path are needed as well.'
            : 'Give :method, :path and :authority; without one of them Envoy refuses the call.',
        lesson: 'callout-cache',
      };
    case 'bad-timeout':
      return {
        cause: `The argument "timeout_ms" is at fault: ${facts['timeoutMs']} ms is negative.`,
        remedy: 'Give milliseconds; 0 waits for ever.',
        lesson: 'callout-cache',
      };
    case 'map-not-here':
      return Number(facts['leftAt']) >= 0 ? mapHasLeft(facts) : mapIsNotHere(facts);
    case 'map-read-only':
      return {
        cause: `${mapName(facts)} can only be read here.`,
        remedy: 'Change headers in their own callback.',
        lesson: 'first-header',
      };
    case 'no-stream':
      return {
        cause: 'A root context has no stream to act on.',
        remedy: "Set the effective context to the stream's first, as the SDKs do in a call's answer.",
        lesson: 'callout-cache',
      };
    case 'body-not-here':
      return {
        cause: `${bufferName(facts)} holds nothing that could be changed now.`,
        remedy: 'Change a body in its own callback, or later while the filter holds it.',
        lesson: 'bodies',
      };
    case 'body-read-only':
      return { cause: `${bufferName(facts)} can only be read.`, remedy: 'Copy it and work on the copy.' };
    case 'body-middle':
      return {
        cause: `Envoy changes a body at its start or its end only, and ${facts['start']} is inside its ${facts['size']} bytes.`,
        remedy: 'Read it whole, edit it, and write it back from 0 over its whole length.',
        lesson: 'bodies',
      };
    case 'property-renamed':
      return { cause: `Envoy has no property ${facts['path']} any more.`, remedy: `It is called ${facts['now']} now.` };
    case 'property-dotted':
      return {
        cause: `The path "${facts['path']}" is one segment with dots in it.`,
        remedy: 'Give the segments apart: they are joined with NUL bytes, not with dots.',
      };
    case 'property-later':
      return {
        cause: `${facts['path']} is not known in this callback.`,
        remedy: 'Request attributes are there in proxy_on_request_headers, all of them in proxy_on_log.',
      };
    case 'property-unknown': {
      const near = nearestProperties(String(facts['path']));
      return {
        cause: `Envoy has no property ${facts['path']}.`,
        remedy:
          near.length === 0
            ? 'Look for its name among the properties that Envoy has.'
            : `Did you mean ${near.join(' or ')}?`,
      };
    }
    case 'unknown-foreign-function':
      return {
        cause: `Envoy has no foreign function "${facts['name']}".`,
        remedy: 'Look for its name in the list of those that it has.',
      };
    case 'bad-expression':
      return {
        cause: `Envoy cannot read the expression: ${facts['envoy']}`,
        remedy: 'Correct it at the place that the message names; functions are those of CEL, without extensions.',
      };
    case 'expression-failed':
      return {
        cause: `The expression has no value: ${facts['envoy']}`,
        remedy: 'Ask with has() or `in` before you read what may be absent.',
      };
    case 'cas-mismatch':
      return {
        cause: `The value was changed in between: its CAS number is no longer ${facts['given']}.`,
        remedy: 'Read it again and retry with the new number; 0 writes in any case.',
        lesson: 'callout-cache',
      };
    case 'unknown-grpc-target':
      return {
        cause: 'The target is neither a GrpcService message nor the name of a cluster.',
        remedy: `Clusters here: ${facts['known']}.`,
      };
  }
}

function mapHasLeft(facts: Refusal['facts']): Told {
  const isRequest = Number(facts['map']) === 0;
  const [what, callback] = isRequest
    ? ['request', 'proxy_on_request_headers']
    : ['response', 'proxy_on_response_headers'];
  return {
    cause: `${mapName(facts)} have gone on to the next filter: they left when ${callback} answered Continue.`,
    remedy: `Change them in ${callback}. To see the ${what} body first, answer Pause there and change them once the body is whole; or say it in a trailer.`,
    lesson: 'bodies',
    places: [{ label: 'Where they left', at: Number(facts['leftAt']) }],
  };
}

function mapIsNotHere(facts: Refusal['facts']): Told {
  return {
    cause: `${mapName(facts)} are not there in this callback.`,
    remedy:
      'A map can be reached in its own callback and, to read, in proxy_on_log; keep what you need in the context.',
    lesson: 'first-header',
  };
}
