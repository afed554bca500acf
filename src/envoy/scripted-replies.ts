import { latin1OfBytes, NO_BYTES, type ReplyMatch, type ReplySpec, type UpstreamRequest } from '../model/index.ts';

const NO_REPLY: ReplySpec = {};

/**
 * What a scripted cluster answers: the first reply whose `match` fits the request, or else the next of those without a
 * match, the last of which repeats.
 */
export class ScriptedReplies {
  readonly #matching: readonly (ReplySpec & { readonly match: ReplyMatch })[];
  readonly #sequence: readonly ReplySpec[];
  #next = 0;

  constructor(replies: readonly ReplySpec[]) {
    this.#matching = replies.filter(hasMatch);
    this.#sequence = replies.filter((reply) => !hasMatch(reply));
  }

  /** `turn`: number of the request, from 0. `request` is asked for only where something is matched. */
  answer(turn: number, request: () => UpstreamRequest): ReplySpec {
    let at = turn;
    if (this.#matching.length > 0) {
      const seen = request();
      const found = this.#matching.find(({ match }) => fits(match, seen));
      if (found !== undefined) return found;
      at = this.#next++;
    }
    return this.#sequence[Math.min(at, this.#sequence.length - 1)] ?? NO_REPLY;
  }
}

function hasMatch(reply: ReplySpec): reply is ReplySpec & { readonly match: ReplyMatch } {
  return reply.match !== undefined;
}

function fits({ method, path, prefix, headers = [] }: ReplyMatch, request: UpstreamRequest): boolean {
  const [before = ''] = request.path.split('?');
  if (method !== undefined && method !== request.method) return false;
  if (path !== undefined && path !== before) return false;
  if (prefix !== undefined && !before.startsWith(prefix)) return false;
  return headers.every(([name, value]) => valuesOf(request, name.toLowerCase()).includes(value));
}

function valuesOf({ headers }: UpstreamRequest, name: string): string[] {
  return headers.flatMap((bytes, i) =>
    i % 2 === 0 && latin1OfBytes(bytes).toLowerCase() === name ? [latin1OfBytes(headers[i + 1] ?? NO_BYTES)] : [],
  );
}
