import { use } from 'react';
import { type AppState, shortcuts, type Verb, type VerbGroup, verbGroups } from '../state/index.ts';
import { usePage, useSelected } from './app-context.tsx';

export interface ChosenVerb extends Pick<Verb, 'id' | 'title'> {
  readonly group: VerbGroup;
  readonly keys: readonly string[];
  /** Why there is nothing to do for it now. */
  readonly unable: string | undefined;
  /** For one of several choices. */
  readonly isChosen: boolean | undefined;
}

interface Group {
  readonly group: VerbGroup;
  readonly verbs: readonly ChosenVerb[];
}

/** The verbs that need no words, by their groups, as they stand now. Waits for them. */
export function useVerbs(): readonly Group[] {
  const verbs = use(usePage().verbs());
  const state = useSelected((all) => all);
  const shown = verbs.filter(({ act }) => act !== undefined).map((verb) => chosen(verb, state));
  return verbGroups.map((group) => ({ group, verbs: shown.filter((verb) => verb.group === group) }));
}

function chosen({ id, title, group, unable, isChosen }: Verb, state: AppState): ChosenVerb {
  return { id, title, group, keys: shortcuts[id] ?? [], unable: unable?.(state), isChosen: isChosen?.(state) };
}
