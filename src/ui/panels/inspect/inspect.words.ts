import type { CallbackFacts, ImportVerdict, LoadNote, ModuleDescription, WasiAnswer } from '../../../model/index.ts';
import { sizeText } from '../../parts/size-text.ts';

export const words = {
  title: 'Module inspector',
  about: 'What a .wasm says of itself, and what Envoy 1.40 makes of it. Nothing of it is run here.',
  close: 'Close the inspector',
  filter: 'Filter',
  refusedFile: (name: string) => `${name} (refused)`,
  none: 'There is no filter to inspect. Add one, or drop a .wasm on the page.',
  reading: 'Reading the module',
  loads: 'Envoy 1.40 would load it.',
  refused: 'Envoy 1.40 would refuse it.',
  refusedHere: 'It is refused here before Envoy would see it.',
  envoySays: 'Envoy says',
  others: (count: number) => (count === 1 ? 'One more thing is in the way:' : `${count} more things are in the way:`),
  nobody: 'Nobody we know has it: look for a misspelling, or for the platform that the module was built for.',
  refusedAtStart: 'Envoy 1.40 would link it and refuse it as it starts, as the last run did.',
  parts: 'Parts of the inspector',
  overview: 'Overview',
  imports: 'Imports',
  callbacks: 'Callbacks',
  text: 'WAT',
  facts: 'Facts',
  abi: 'ABI version',
  noAbi: 'none',
  language: 'Language',
  unknown: 'not said',
  evidence: { producers: 'its producers section says so', names: 'by the names in it', data: 'by texts in its data' },
  tools: 'Made with',
  sdk: 'SDK',
  entry: 'Entry',
  entries: {
    _initialize: '_initialize, called once when a VM starts',
    _start: '_start, called once when a VM starts',
    none: 'none: nothing is called when a VM starts',
  },
  allocator: 'Allocator',
  noAllocator: 'none: the proxy could not hand it any data',
  memory: 'Memory',
  memoryOf: memoryText,
  start: 'Start function',
  noStart: 'none',
  startOf: ({ index, name }: NonNullable<ModuleDescription['start']>) =>
    `${name ?? `function ${index}`}, run before anything else`,
  names: 'Function names',
  hasNames: 'yes: traps tell where they happened',
  noNames: 'stripped: traps tell only numbers',
  size: 'Size',
  sha256: 'SHA-256',
  build: 'Build',
  builds: {
    here: 'compiled here without optimisation; downloads and exports are smaller',
    prebuilt: 'compiled with the example, optimised',
  },
  sections: 'Sections',
  sectionColumns: { name: 'Section', size: 'Size', share: 'Share', items: 'Items', from: 'From byte' },
  custom: 'custom',
  more: (count: number) => `And ${count.toLocaleString('en')} more.`,
  noSections: 'No section could be read.',
  importColumns: { name: 'Import', verdict: 'In Envoy 1.40' },
  noImports: 'It imports nothing: it can neither log nor read a header.',
  callbackColumns: { name: 'Export', verdict: 'In Envoy 1.40' },
  noCallbacks: 'It exports no callback.',
  unhandled: 'It does not handle',
  find: 'Find a function',
  found: (count: number, all: number) =>
    count === all
      ? `${all.toLocaleString('en')} functions`
      : `${count.toLocaleString('en')} of ${all.toLocaleString('en')}`,
  functions: 'Functions',
  code: 'Text of the module',
  tooManyFunctions: (shown: number) => `Only the first ${shown.toLocaleString('en')} can be found by name.`,
  window: (from: number, to: number, total: number) => {
    const part = (at: number) => `${Number(((at / total) * 100).toFixed(1))} %`;
    return `${part(from)} to ${part(to)} of ${sizeText(total)} of text`;
  },
  earlier: 'Earlier part',
  later: 'Later part',
  making: 'Turning the module into text',
  loadingCompiler: (percent: number) => `Loading the compiler, which has the disassembler: ${percent} %`,
  unreadable: (message: string) => `The disassembler cannot read this module: ${message}.`,
  tooLarge: (size: number, limit: number) =>
    `The module has ${sizeText(size)}; text is made of modules up to ${sizeText(limit)}.`,
  again: 'Try again',
} as const;

const pagesText = (pages: number): string => {
  const mebibytes = pages / 16;
  if (pages < 16) return `${pages * 64} KiB`;
  return mebibytes >= 1024 ? `${mebibytes / 1024} GiB` : `${Number(mebibytes.toFixed(1))} MiB`;
};

function memoryText(memory: ModuleDescription['info']['memory']): string {
  if (memory === undefined) return 'none';
  const { min, max, imported } = memory;
  const from = `${min} ${min === 1 ? 'page' : 'pages'} (${pagesText(min)}) to begin with`;
  const to =
    max === undefined
      ? 'no maximum of its own; Envoy gives it up to 1 GiB'
      : max === min
        ? 'and it cannot grow'
        : `at most ${max} pages (${pagesText(Math.min(max, 16_384))})`;
  return `${from}, ${to}${imported ? '; imported, so the proxy makes it' : ''}`;
}

export const noteWords: Readonly<Record<LoadNote, string>> = {
  'start-section':
    'It has a start section: code that runs before the proxy knows its memory. Hostcalls that need memory fail there.',
  command:
    'It is built as a program with _start. When its main does more than register contexts, Envoy refuses it as it starts (restricted_callback): build a reactor (Go: -buildmode=c-shared).',
  'no-entry': 'It exports neither _initialize nor _start, so constructors and global variables with code do not run.',
  'no-stream-callbacks':
    'It exports no callback of a request or a connection: it would load and do nothing to the traffic.',
  'fixed-memory': 'Its memory cannot grow: a large body can end it.',
  'large-memory': 'Envoy would give it this much memory; here all VMs of a run share 256 MiB.',
  'debug-sections': 'It carries debug information, which Envoy loads and never reads: strip it before you ship it.',
};

const answers: Readonly<Record<WasiAnswer, string>> = {
  log: 'writes it to the log: output at info, errors at error',
  environment: 'answers with the environment that the VM configuration sets, empty otherwise',
  nothing: 'answers that there is nothing',
  time: 'answers with the time, in nanoseconds',
  random: 'answers with random bytes, at most 65,536 at once',
  ignored: 'says yes and does nothing',
  exit: 'notes it and goes on: the guest does not end',
  'output-only': 'says yes for output and errors, EBADF for any other file',
  EBADF: 'answers EBADF: there are no files',
  ENOENT: 'answers ENOENT: there are no files',
  ENOSYS: 'answers ENOSYS: it is not there',
  ENOTDIR: 'answers ENOTDIR: there are no folders',
  ENOTSUP: 'answers ENOTSUP: it is not there',
};

const tools = {
  AssemblyScript: 'left behind by AssemblyScript: compile with --use abort=..., and without seed and trace',
  'wasm-bindgen': 'left behind by wasm-bindgen: build for wasm32-wasip1 or wasm32-unknown-unknown without JavaScript',
  Emscripten: 'left behind by Emscripten: build with -s STANDALONE_WASM, or with the WASI SDK',
  'Go for JavaScript': 'built for JavaScript: build with GOOS=wasip1 and -buildmode=c-shared',
  'C++ exceptions': 'left behind by C++ exceptions: compile with -fno-exceptions',
} as const;

/** Good, of no consequence, or in the way. */
export type Tone = 'added' | 'plain' | 'removed';

export interface Verdict {
  readonly tone: Tone;
  readonly text: string;
}

export function tellImport(verdict: ImportVerdict, name: string): Verdict {
  switch (verdict.kind) {
    case 'has':
      return { tone: 'added', text: 'Envoy has it' };
    case 'wasi':
      return { tone: 'added', text: `WASI: Envoy ${answers[verdict.answer]}` };
    case 'made':
      return { tone: 'added', text: 'Envoy makes it' };
    case 'other-abi':
      return { tone: 'removed', text: `needs ABI ${verdict.versions.join(' or ')}` };
    case 'other-type':
      return { tone: 'removed', text: `imported as ${verdict.want}; Envoy offers ${verdict.offered}` };
    case 'vendor':
      return { tone: 'removed', text: `belongs to ${verdict.vendor}; Envoy has no ${name}` };
    case 'tool':
      return { tone: 'removed', text: tools[verdict.tool] };
    case 'no-such-wasi':
      return { tone: 'removed', text: 'WASI: Envoy has no such function' };
    case 'no-function':
      return { tone: 'removed', text: 'neither a function nor a memory: no proxy hands it out' };
    case 'unknown':
      return { tone: 'removed', text: 'nobody we know has it' };
  }
}

export function tellCallback(verdict: CallbackFacts['verdict']): Verdict {
  switch (verdict.kind) {
    case 'called':
      return { tone: 'added', text: 'Envoy calls it' };
    case 'other-type':
      return { tone: 'removed', text: `exported as ${verdict.exported}; Envoy calls it as ${verdict.want}` };
    case 'other-abi':
      return { tone: 'plain', text: `called only in ABI ${verdict.versions.join(' or ')}` };
    case 'never':
      return { tone: 'plain', text: 'no callback of Envoy: nobody calls it' };
  }
}
