import { CALLBACKS, HOSTCALLS, hostcallSpec, isOutput, STATUS_NAMES, type Param } from '../../../model/index.ts';

const pages = import.meta.glob<string>('../../../../docs/abi.md', { query: '?raw', import: 'default', eager: true });
const page = Object.values(pages).join();

/** All that the reference says of one hostcall or callback. */
export interface AbiParagraph {
  readonly name: string;
  readonly kind: 'hostcall' | 'callback';
  readonly versions: readonly string[];
  readonly params: readonly ReferenceParam[];
  readonly answers: readonly string[];
  readonly does: string;
  readonly differs: string | undefined;
  readonly specification: string | undefined;
}

interface ReferenceParam {
  readonly name: string;
  readonly isOutput: boolean;
  /** Names of its numbers, where they have names. */
  readonly words: readonly string[];
}

/** What docs/abi.md says of a row; undefined for a name that is none. */
export function abiParagraph(name: string): AbiParagraph | undefined {
  const hostcall = HOSTCALLS.find((row) => row.name === name);
  const callback = CALLBACKS.find((row) => row.name === name);
  const text = textOf(name);
  if (hostcall !== undefined)
    return {
      ...text,
      name,
      kind: 'hostcall',
      versions: hostcall.versions,
      params: hostcall.params.map(paramOf),
      answers: hostcall.result === 'status' ? STATUS_NAMES : hostcall.result === 'void' ? [] : [hostcall.result],
      specification: hostcallSpec(hostcall),
    };
  if (callback === undefined) return undefined;
  return {
    ...text,
    name,
    kind: 'callback',
    versions: callback.versions,
    params: callback.params.map(({ name: param, words = [] }) => ({ name: param, isOutput: false, words })),
    answers: [...(ANSWERS[callback.result] ?? [])],
    specification: undefined,
  };
}

const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  bool: ['true', 'false'],
  number: ['a number'],
  headersAction: ['Continue', 'StopIteration (Pause)', 'StopAllIterationAndBuffer', 'StopAllIterationAndWatermark'],
  dataAction: ['Continue', 'StopIterationAndBuffer (Pause)', 'StopIterationAndWatermark', 'StopIterationNoBuffer'],
  trailersAction: ['Continue', 'StopIteration (Pause)'],
  metadataAction: ['a number, which does not count'],
};

const paramOf = (param: Param): ReferenceParam => ({
  name: param.name,
  isOutput: isOutput(param),
  words: param.words ?? [],
});

/** The paragraph below a row's heading, without what is said of its tests. */
function textOf(name: string): { readonly does: string; readonly differs: string | undefined } {
  const at = page.indexOf(`- **\`${name}(`);
  const end = page.indexOf('\n  Tests:', at);
  const body = at < 0 ? '' : page.slice(page.indexOf('\n', at), end < 0 ? undefined : end);
  const [does = '', differs] = body
    .replaceAll(/\s+/g, ' ')
    .replaceAll('`', '')
    .trim()
    .split(/ ?_Where Envoy differs:_ /);
  return { does, differs };
}
