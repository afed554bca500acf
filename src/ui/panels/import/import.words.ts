import type { ImportFailure, MissingModule, NoteKind, RepairKind } from '../../../state/index.ts';

export const words = {
  title: 'Import a configuration',
  about:
    'An Envoy bootstrap or a part of one, an EnvoyFilter, WasmPlugin or EnvoyExtensionPolicy, of today or of years ago. Nothing leaves this browser.',
  close: 'Close',
  text: 'Configuration',
  hint: 'Paste YAML or JSON here, or drop a file.\n\nSeveral documents may stand in one text, with --- between them.',
  choose: 'Choose a file',
  chooseShort: 'Choose',
  again: 'Clear',
  longText: (size: string) => `${size} of text were read. It is too long to be shown here.`,
  reading: 'Reading',
  summary: (plugins: number, repairs: number, files: number) =>
    `Plugins found: ${plugins}. Repairs: ${repairs}. Files to give: ${files}.`,
  open: 'Open as a project',
  copy: 'Copy repaired file',
  save: 'Save repaired file',
  found: 'Found',
  kinds: {
    filters: 'Filter chain',
    networkFilters: 'Network filters',
    accessLoggers: 'Access loggers',
    services: 'Services',
  },
  root: 'root id',
  noRoot: 'no root id',
  inText: 'code in the text',
  clusters: (count: number) => (count === 1 ? '1 cluster' : `${count} clusters`),
  routes: (count: number) => (count === 1 ? '1 route' : `${count} routes`),
  missing: 'Files to give',
  missingAbout: 'The text names them and does not hold them. Drop each one here; you can also open the project first.',
  dropHere: (fileName: string) => `Drop ${fileName} here`,
  chooseFor: (fileName: string) => `Choose ${fileName}`,
  forPlugins: (names: readonly string[]) => `for ${names.join(', ')}`,
  given: (fileName: string, size: string) => `${fileName}, ${size}`,
  otherHash: 'Its SHA-256 is not the one that the text states.',
  notWasm: 'That is not a WebAssembly module.',
  tooLarge: 'More than 8 MiB: too large to run here.',
  repairs: 'Repairs',
  noRepairs: 'None: today’s Envoy takes it as it is.',
  added: 'added',
  removed: 'removed',
  document: (n: number) => `document ${n}`,
  notes: 'Not taken over',
} as const;

export const placeWords: Readonly<Record<MissingModule['place'], string>> = {
  file: 'file',
  url: 'address',
  image: 'image',
  unknown: 'not named',
};

/** Why each kind of repair is needed. */
export const repairWords: Readonly<Record<RepairKind, string>> = {
  'access-log-path': 'Deprecated; access_log takes its place.',
  annotation: 'Istio wants an object with the volume’s name as its key.',
  'base64-lines': 'Envoy takes base64 on one line only.',
  capabilities: 'The list belongs to the VM.',
  'cluster-name': 'Required.',
  'cluster-type': 'A host name needs a cluster that resolves it.',
  'code-local': 'A file or bytes stand under local.',
  'configuration-struct': 'Envoy hands anything but text to a plugin as binary protobuf; this is its JSON.',
  'configuration-text': 'A plain value has no type that Envoy accepts here.',
  'duplicate-key': 'The same key stands here twice; the last one counts.',
  duration: 'Durations are seconds with an s.',
  enum: 'Its spelling.',
  'fail-open': 'Deprecated.',
  'field-case': 'Kubernetes knows one spelling only.',
  'field-name': 'The field has another name or form.',
  hosts: 'Clusters have endpoints.',
  'http2-options': 'An option of the protocol extension.',
  'nested-config': 'A plugin stands one level inside its extension.',
  'old-name': 'Its name today.',
  'old-type': 'Envoy has no API v2 any more.',
  quoted: 'Without quotes it is no text.',
  'removed-field': 'The field is gone.',
  'router-last': 'The router must be the last filter.',
  'router-missing': 'A chain ends with the router.',
  runtime: 'Envoy is built with V8 alone.',
  'target-ref': 'A list today.',
  'tls-context': 'TLS is a transport socket.',
  'type-by-name': 'Envoy chooses an extension by its type.',
  'type-prefix': 'A type is an address.',
  'typed-config': 'Settings without a type are refused.',
  'typed-struct': 'The message itself.',
  'wasm-service': 'Services are bootstrap extensions.',
};

export const noteWords: Readonly<Record<NoteKind, string>> = {
  'other-http-filter': 'HTTP filter that is not Wasm: not simulated',
  'other-network-filter': 'Network filter that is not Wasm: not simulated',
  'other-access-logger': 'Access logger that is not Wasm: not simulated',
  'other-extension': 'Extension that is not Wasm: not simulated',
  'null-runtime': 'Compiled into Envoy, so there is no code to run',
  'plugin-left-out': 'Stands where a project has no place for it',
  'route-left-out': 'Route with a match or an action that is not simulated',
  'resource-left-out': 'No place in a project',
  'not-understood': 'No configuration that is known here',
  'upstream-played': 'The upstream: a service that reflects requests stands for it here',
  'host-environment': 'Environment variables of the host: empty here',
  tls: 'TLS is not simulated: bytes go as they are',
  fields: 'Settings without a counterpart',
};

interface Told {
  readonly cause: string;
  readonly remedy: string;
}

const bytes = (characters: number) => `${(characters / 1024 / 1024).toFixed(1)} MiB`;

export function tellImportFailure(failure: ImportFailure): Told {
  switch (failure.kind) {
    case 'empty':
      return { cause: 'The text has nothing in it.', remedy: 'Paste a configuration.' };
    case 'too-large':
      return {
        cause: `The text has ${bytes(failure.size)}; at most ${bytes(failure.limit)} are read.`,
        remedy: 'Leave out what does not concern the filters.',
      };
    case 'too-many-parts':
      return {
        cause: 'The text has too many parts to be read here.',
        remedy: 'Leave out what does not concern the filters.',
      };
    case 'too-deep':
      return { cause: `It is nested more than ${failure.limit} levels deep.`, remedy: 'No configuration needs that.' };
    case 'too-many-aliases':
      return { cause: 'Its aliases would make it grow without measure.', remedy: 'Write out what they stand for.' };
    case 'not-yaml':
      return {
        cause: `Line ${failure.line}, column ${failure.column}: ${failure.message}`,
        remedy: 'Indentation is often lost when text is copied: mend it here, the text is read again at once.',
      };
    case 'nothing-found':
      return {
        cause: 'There is no Wasm plugin in it.',
        remedy:
          'A bootstrap, a listener, http_filters, an EnvoyFilter, WasmPlugin or EnvoyExtensionPolicy may hold one.',
      };
  }
}
