import type { ChainFilter, Report } from '../../../model/index.ts';

/** What the sources of a filter register: names, and whether a context is made for any other name, too. */
export interface RootIds {
  readonly names: readonly string[];
  readonly takesAny: boolean;
}

const REGISTERED = /\bregisterRootContext\s*\(\s*(["'`])([^"'`\\\n]{0,200})\1/g;

/** Read off the text of the sources; names that are computed are not found. */
export function rootIdsOf(sources: readonly string[]): RootIds {
  const text = sources.join('\n').replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  const names = [...text.matchAll(REGISTERED)].map(([, , name = '']) => name);
  return {
    names: [...new Set(names)],
    takesAny: names.length === 0 || /\bset(?:Root|Http|Stream)Context\s*\(/.test(text),
  };
}

type Identified = Pick<ChainFilter, 'id' | 'rootId' | 'module'>;

interface Ran {
  readonly report: Pick<Report, 'startup' | 'warnings'>;
  readonly plugins: readonly Identified[];
}

/** What a run heard of a plugin's root id: undefined where the plugin as it is now was no part of it. */
export function heardOfRootId(
  result: Ran | undefined,
  { id, rootId, module }: Identified,
): { readonly isRefused: boolean; readonly names: readonly string[] } | undefined {
  const at = result?.plugins.findIndex((one) => one.id === id) ?? -1;
  const ran = result?.plugins[at];
  if (result === undefined || ran === undefined) return undefined;
  if (ran.rootId !== rootId || JSON.stringify(ran.module) !== JSON.stringify(module)) return undefined;
  const refused = result.report.warnings.find(({ kind, filter }) => kind === 'no-root-factory' && filter === at);
  // A module that takes no other id does not start with one: its names are told all the same.
  if (refused === undefined && result.report.startup !== 'ready') return undefined;
  const registered = String(refused?.facts['registered'] ?? '');
  return { isRefused: refused !== undefined, names: registered.split(', ').filter((name) => name !== '') };
}
