import type { TypedVerb, Verb } from './verb.ts';

/** The list of which the verb that asks is itself one. */
export type Verbs = () => readonly Verb[];

export function typedVerbs(verbs: readonly Verb[]): (Verb & { readonly typed: TypedVerb })[] {
  return verbs.flatMap((verb) => (verb.typed === undefined ? [] : [{ ...verb, typed: verb.typed }]));
}
