import {
  CALLBACKS,
  hostcallSpec,
  type AbiVersion,
  type CallbackInfo,
  type HostcallInfo,
  type Param,
} from '../src/model/index.ts';
import { HOSTCALL_ROWS } from '../src/host/index.ts';
import { CALLBACK_NOTES, HOSTCALL_NOTES } from './abi-notes.ts';

/** What of a row is held by a test. */
export interface Covered {
  /** Recorded scenarios, replayed equal, in which it succeeds. */
  readonly recorded: readonly string[];
  /** Files of the tables with cases of it. */
  readonly table: string;
  /** Cases that assert status and effect of a success (of a fixed answer of WASI: that answer). */
  readonly successes: number;
  /** Cases that assert a refusal; -1 where there is nothing to refuse. */
  readonly refusals: number;
}

export interface AbiCoverage {
  readonly hostcalls: readonly (readonly [HostcallInfo, Covered])[];
  /** Recorded scenarios that enter a callback, by its name. */
  readonly callbacks: ReadonlyMap<string, readonly string[]>;
  /** Why something cannot be recorded, by name. */
  readonly exceptions: Readonly<Record<string, string>>;
}

const INTRODUCTION = `# The ABI, row by row

Written by \`npm run abi-page\` from the rows of the host; a test holds that it is current and that every row is covered.

Covered means for an import: a scenario recorded from Envoy 1.40, which replays equal, calls it with success, and the
tables of \`test/host\` assert status and effect of a success and, where there is something to refuse, of a refusal. For a
callback: such a scenario enters it. Beside that \`test/host/every-hostcall.test.ts\` and \`test/host/every-callback.test.ts\`
hold for every row in which versions it links, Envoy's refusal of another type, whether it may be called while a guest
starts or allocates, and capability restriction.

A parameter of bytes is an address and a size. What the host writes stands behind the arrow: bytes go to memory that the
guest allocates, their address and size to two places that it names. All numbers are i32 but where it says otherwise.
`;

/** The page as Markdown. */
export function abiPage({ hostcalls, callbacks, exceptions }: AbiCoverage): string {
  const sections = [
    ['Imports from `env`', 'env'],
    ['Imports from `wasi_snapshot_preview1`', 'wasi_snapshot_preview1'],
    ['Imports from `wasi_unstable`', 'wasi_unstable'],
  ] as const;
  const imports = sections.map(([title, module]) => {
    const own = hostcalls.filter(([info]) => info.module === module);
    return `## ${title} (${own.length})\n\n${own.map(([info, covered]) => hostcallText(info, covered, exceptions)).join('\n')}`;
  });
  const called = CALLBACKS.map((row) => callbackText(row, callbacks.get(row.name) ?? [], exceptions)).join('\n');
  return [INTRODUCTION, ...imports, `## Callbacks and entry points (${CALLBACKS.length})\n\n${called}`].join('\n');
}

const versionsText = (versions: readonly AbiVersion[]): string =>
  versions.length === 3 ? 'all versions' : versions.length === 1 ? `only ${versions.join()}` : versions.join(' and ');

const LONG = new Set(['i64', 'u64', 'unused64', 'outU64']);
const isOut = ({ kind }: Param): boolean => kind.startsWith('out');

function paramText({ name, kind, words }: Param): string {
  const type = LONG.has(kind) ? `: ${kind === 'i64' || kind === 'unused64' ? 'i64' : 'u64'}` : '';
  return `${name}${type}${words === undefined ? '' : ` (${words.length} values)`}`;
}

/** `proxy_log(level, message)`, `proxy_get_metric(id) → value`. */
function signature({ name, params, result }: HostcallInfo): string {
  const inputs = params.filter((param) => !isOut(param)).map(paramText);
  const outputs = params.filter(isOut).map(paramText);
  const results = { status: '', errno: ' errno', number: ' number', void: ' void' }[result];
  return `${name}(${inputs.join(', ')})${outputs.length === 0 ? '' : ` → ${outputs.join(', ')}`}${results === '' ? '' : `:${results}`}`;
}

/** Scenarios that call everything, or whole guests: others tell more by their name. */
const SWEEPING = /^(abi|gallery|guest|matrix|sdk|weir)-/;

function recordedText(recorded: readonly string[], reason: string | undefined): string {
  const named = recorded.find((name) => !SWEEPING.test(name)) ?? recorded[0];
  if (named === undefined) return `not recorded: ${reason ?? 'nothing covers it'}`;
  return `recorded: \`${named}\`${recorded.length > 1 ? ' and others' : ''}`;
}

function hostcallText(
  info: HostcallInfo,
  { recorded, table, successes, refusals }: Covered,
  exceptions: AbiCoverage['exceptions'],
): string {
  const differs = HOSTCALL_ROWS.find((row) => row.name === info.name)?.differs;
  const lines = [
    `- **\`${signature(info)}\`** · ${versionsText(info.versions)} · [specification](${hostcallSpec(info)})`,
    `  ${HOSTCALL_NOTES[info.name] ?? ''}${differs === undefined ? '' : ` _Where Envoy differs:_ ${differs}`}`,
    `  Tests: ${recordedText(recorded, exceptions[info.name])}; \`${table}\`: ${count(successes, 'success', 'successes')}, ${
      refusals < 0 ? 'nothing to refuse' : count(refusals, 'refusal', 'refusals')
    }.`,
  ];
  return `${lines.join('\n')}\n`;
}

const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

const RESULTS: Readonly<Record<CallbackInfo['result'], string>> = {
  void: '',
  bool: ': bool',
  number: ': number',
  headersAction: ': headers action',
  dataAction: ': data action',
  trailersAction: ': trailers action',
  metadataAction: ': metadata action',
};

function callbackText(row: CallbackInfo, recorded: readonly string[], exceptions: AbiCoverage['exceptions']): string {
  const params = row.params.map(({ name }) => name).join(', ');
  const older = row.arity010 === undefined ? '' : `; in 0.1.0 the first ${row.arity010} parameters`;
  const absent =
    row.entry === true || row.result === 'void' ? '' : ` Absent: ${row.result === 'bool' ? 'true' : 'Continue'}.`;
  return [
    `- **\`${row.name}(${params})${RESULTS[row.result]}\`** · ${versionsText(row.versions)}${older}`,
    `  ${CALLBACK_NOTES[row.name] ?? ''}${absent}`,
    `  Tests: ${recordedText(recorded, exceptions[row.name])}.\n`,
  ].join('\n');
}
