import type { Failure, Stopped, Trap, TrapKind } from '../model/index.ts';
import type { CompilerFailure, ExportFailure, RunFailure, Trouble } from '../state/index.ts';

/** One sentence of cause and one of remedy, and Envoy's own words where it has some. */
export interface Told {
  readonly cause: string;
  readonly remedy: string;
  readonly envoy?: readonly string[];
  /** Hostcall or callback whose paragraph says more. */
  readonly reference?: string;
  readonly lesson?: Lesson;
  /** What one click can do about it. */
  readonly fixes?: readonly Fix[];
  /** Places in the trace that belong to it. */
  readonly places?: readonly { readonly label: string; readonly at: number }[];
}

export type Fix =
  | { readonly kind: 'add-cluster'; readonly name: string }
  /** `filter`: its position in the run. */
  | { readonly kind: 'set-root-id'; readonly filter: number; readonly rootId: string };

export type Lesson = 'first-header' | 'reply-yourself' | 'configuration' | 'bodies' | 'callout-cache';

const megabytes = (bytes: number) => (bytes / (1 << 20)).toFixed(1);

/** A module that Envoy would not start. */
export function tellFailure(failure: Failure): Told {
  switch (failure.kind) {
    case 'module-too-large':
      return {
        cause: `The file has ${megabytes(failure.size)} MiB; at most ${megabytes(failure.limit)} MiB run here.`,
        remedy: 'Build it in release mode, strip its names, or run wasm-opt -Os on it.',
      };
    case 'not-wasm':
      return {
        cause: 'The file is not a WebAssembly module that can be compiled.',
        remedy: `Take the .wasm that the build wrote, not its text form or an archive. The engine says: ${failure.engine}`,
        envoy: [failure.envoy],
      };
    case 'no-abi-version':
      return {
        cause:
          'The module exports no proxy_abi_version_0_1_0, _0_2_0 or _0_2_1, so no proxy can tell how to talk to it.',
        remedy: 'Build it with a proxy-wasm SDK as a library (in Rust: crate-type cdylib), and keep its exports.',
        envoy: [failure.envoy],
      };
    case 'missing-import':
      return {
        cause: `The module imports ${failure.module}.${failure.name}, which its ABI version does not have.`,
        remedy: importRemedy(failure.module, failure.name),
        envoy: [failure.envoy],
      };
    case 'import-type-mismatch':
      return {
        cause: `The module imports ${failure.module}.${failure.name} as ${failure.want}; the proxy offers ${failure.offered}.`,
        remedy: 'Its SDK was made for another version of the ABI: update the SDK, or correct the declaration.',
        envoy: [failure.envoy],
      };
    case 'bad-function-signature':
      return {
        cause: `The module exports ${failure.name} as ${failure.exported}; the proxy calls it as ${failure.want}.`,
        remedy: 'Correct the parameters and the result of that callback.',
        envoy: [failure.envoy],
      };
    case 'missing-malloc':
      return {
        cause: 'The module exports neither malloc nor proxy_on_memory_allocate, so the proxy cannot hand it any data.',
        remedy: 'Export one of them; every SDK does, unless the linker has dropped it.',
        envoy: [failure.envoy],
      };
    case 'start-trapped':
      return tellStartTrap(failure.trap, failure.envoy);
    case 'vm-start-refused':
      return {
        cause: `proxy_on_vm_start of ${failure.plugin} answered false.`,
        remedy: 'It refuses the VM configuration: read its log, and correct the configuration or the check.',
        envoy: [failure.envoy],
        reference: 'proxy_on_vm_start',
      };
    case 'configure-refused':
      return {
        cause: `proxy_on_configure of ${failure.plugin} answered false.`,
        remedy: 'It refuses the configuration that the chain gives it: read its log, and correct one or the other.',
        envoy: [failure.envoy],
        reference: 'proxy_on_configure',
        lesson: 'configuration',
      };
    case 'module-missing':
      return {
        cause: `There is no module named ${failure.name}.`,
        remedy: 'Upload it again, or choose another source for the filter.',
        envoy: [failure.envoy],
      };
  }
}

function tellStartTrap({ kind, callback }: Trap, envoy: string): Told {
  const cause = `The module failed while it started, in ${callback}: ${trapWords[kind]}.`;
  if (callback !== 'proxy_on_context_create')
    return {
      cause,
      remedy: 'Look at what runs outside of all callbacks: top-level statements and constructors.',
      envoy: [envoy],
    };
  return {
    cause,
    remedy:
      'Older SDKs abort here when no root context is registered for the root id: give the filter the root id that its source registers.',
    envoy: [envoy],
    reference: callback,
  };
}

function importRemedy(module: string, name: string): string {
  if (/^proxy_(?:get_configuration|continue_request|continue_response|clear_route_cache)$/.test(name)) {
    return 'That function belongs to ABI 0.1.0 or 0.2.0 only: rebuild with an SDK of one version throughout.';
  }
  if (module.startsWith('wasi'))
    return 'Envoy has only a few WASI functions: keep files, sockets and threads out of the filter.';
  if (module === 'env' && !name.startsWith('proxy_')) {
    return 'A function was declared and not defined, or the build needs JavaScript around it: link it in, or drop it.';
  }
  return 'Rebuild it with an SDK for the ABI version that it exports.';
}

const trapWords: Readonly<Record<TrapKind, string>> = {
  unreachable: 'it aborted (a panic, a failed assertion, or an unreachable instruction)',
  'out-of-bounds': 'it reached past the end of its memory',
  'divide-by-zero': 'it divided by zero',
  'integer-overflow': 'a division or a conversion overflowed',
  'bad-indirect-call': 'it called a function through a wrong pointer',
  'stack-overflow': 'its calls went too deep',
  'memory-refused': 'it asked for more memory than it may have',
  'restricted-callback': 'it made a call that this callback does not allow',
  'too-many-hostcalls': 'it made too many hostcalls in one callback',
  other: 'it failed',
};

/** A callback that trapped, which ends its VM. */
export function tellTrap({ kind, callback, message, envoy }: Trap, filter: string): Told {
  return {
    cause: `${filter} failed in ${callback}: ${trapWords[kind]}.`,
    remedy: `The VM is dead: with FAIL_CLOSED this request and all later ones get a 503. ${
      kind === 'unreachable'
        ? 'Handle the case instead of unwrapping or asserting; what it said last tells which one it was.'
        : `Mend that callback. The engine says: ${message}`
    }`,
    envoy,
    reference: callback,
  };
}

/** A limit of ours that ended the run. */
export function tellStopped({ kind, callback, filter, limit }: Stopped): Told {
  const who = filter < 0 ? '' : ` of filter ${filter + 1}`;
  switch (kind) {
    case 'callback-too-long':
      return {
        cause: `Stopped: ${callback}${who} ran longer than ${limit / 1000} s.`,
        remedy:
          'Look for a loop without an end; everything before it is shown. In Envoy it would hold up a worker thread.',
      };
    case 'too-many-hostcalls':
      return {
        cause: `Stopped: ${callback}${who} made more than ${limit.toLocaleString('en')} hostcalls.`,
        remedy: 'Look for a loop around a hostcall that does not end.',
      };
    case 'too-many-callbacks':
      return {
        cause: `Stopped at ${callback}${who}: more than ${limit.toLocaleString('en')} callbacks in one run.`,
        remedy: 'Look for a queue that fills itself, a call that its own answer repeats, or a timer that is too fast.',
      };
    case 'too-many-bytes':
      return {
        cause: `Stopped at ${callback}${who}: the filters handed more than ${limit / 1024 / 1024} MiB to the proxy.`,
        remedy: 'Look for bodies, shared data or messages that grow; a real Envoy would run out of memory.',
      };
  }
}

export function tellRunFailure(failure: RunFailure): Told {
  switch (failure.kind) {
    case 'not-built':
      return {
        cause: `${failure.entries.join(', ')} has no module to run yet.`,
        remedy: 'The run follows as soon as it compiles; Problems under the editor says what is in the way.',
      };
    case 'module-absent':
      return {
        cause: `The filter ${failure.filter} needs ${failure.fileName}, which is not in this browser.`,
        remedy: 'Drop the file on the page, or switch its filter off.',
      };
    case 'no-request':
      return { cause: 'There is no request to send.', remedy: 'Add one with the plus button above.' };
    case 'run-crashed':
      return {
        cause: `The run could not be carried out: ${failure.message}.`,
        remedy: 'Run again; the next run starts a fresh worker.',
      };
    case 'run-too-long':
      return {
        cause: `The run was ended after ${failure.limitMs / 1000} s, and no single callback was at fault.`,
        remedy: 'Send fewer or smaller requests, or look for work that feeds itself.',
      };
  }
}

export function tellExportFailure(failure: ExportFailure): Told {
  switch (failure.kind) {
    case 'errors':
      return { cause: `${failure.entry} does not compile.`, remedy: 'Mend its errors first; Problems lists them.' };
    case 'module-absent':
      return { cause: `The bytes of ${failure.fileName} are not here.`, remedy: 'Upload the file again.' };
    case 'exports-unavailable':
      return {
        cause: `What makes the files could not be loaded: ${failure.message}.`,
        remedy: 'Check the connection and try again.',
      };
    case 'superseded':
      return { cause: 'Another build of the same code took its place.', remedy: 'Build it again.' };
    case 'compile-too-long':
    case 'compiler-crashed':
    case 'compiler-unavailable':
      return tellCompilerFailure(failure);
  }
}

/** Why the compiler gave no answer, good or bad. */
export function tellCompilerFailure(failure: CompilerFailure): Told {
  switch (failure.kind) {
    case 'compile-too-long':
      return {
        cause: `The compiler was ended after ${failure.limitMs / 1000} s without an answer.`,
        remedy: loopRemedy,
      };
    case 'compiler-crashed':
      return {
        cause: `The compiler broke down: ${failure.message}.`,
        remedy: `${loopRemedy} The next edit starts a fresh one.`,
      };
    case 'compiler-unavailable':
      return {
        cause: `The compiler could not be loaded: ${failure.message}.`,
        remedy: 'Check the connection and try again; what is compiled already still runs.',
      };
  }
}

const loopRemedy = 'Look for a generic or a constant that grows without an end.';

/** The same in one line, for the terminal. */
export function explain(trouble: Trouble): string {
  const { cause, remedy } = tellTrouble(trouble);
  return `${cause} ${remedy}`;
}

function tellTrouble(trouble: Trouble): Told {
  switch (trouble.kind) {
    case 'no-run':
      return tellRunFailure(trouble.failure);
    case 'no-start':
      return tellFailure(trouble.failure);
    case 'stopped':
      return tellStopped(trouble.stopped);
    case 'no-export':
      return tellExportFailure(trouble.reason);
  }
}
