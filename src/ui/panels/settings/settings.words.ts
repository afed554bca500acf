import type { ChainFilter, ClusterReply, ProjectCluster } from '../../../model/index.ts';
import type { PluginPlace } from '../../../state/index.ts';
import type { CapabilityGroupId } from './capability-groups.ts';
import type { JsonFault } from './json-check.ts';

const places: Readonly<Record<PluginPlace, string>> = {
  filters: 'HTTP filter',
  networkFilters: 'Network filter',
  accessLoggers: 'Access logger',
  services: 'Service',
};

const policies: Readonly<Record<ChainFilter['failurePolicy'], { readonly name: string; readonly about: string }>> = {
  FAIL_CLOSED: {
    name: 'Fail closed',
    about: 'Every request gets 503 until the proxy is started anew.',
  },
  FAIL_OPEN: {
    name: 'Fail open',
    about: 'Requests go past the filter as if it were not there.',
  },
  FAIL_RELOAD: {
    name: 'Reload',
    about: 'The next request gets a new VM, once the back-off has passed; until then it gets 503.',
  },
};

const capabilityGroups: Readonly<Record<CapabilityGroupId, string>> = {
  headers: 'Headers and trailers',
  bodies: 'Bodies and buffers',
  calls: 'Calls to other services',
  streams: 'Going on, closing, answering itself',
  state: 'Shared data and queues',
  metrics: 'Metrics',
  environment: 'Log, time, properties and the rest',
  wasi: 'WASI',
  callbacks: 'Callbacks that the proxy may call',
};

const expected: Readonly<Record<JsonFault['expected'], string>> = {
  value: 'a value is expected here',
  name: 'a name in double quotes is expected here',
  colon: 'a colon is expected here',
  comma: 'a comma or the closing bracket is expected here',
  quote: 'the text is not closed on its line',
  escape: 'this is no escape that JSON knows',
  number: 'this is no number as JSON writes them',
  end: 'the text should end here',
  depth: 'this is nested too deeply',
};

const bytes = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`);

export const words = {
  settingsOf: (name: string) => `Settings of ${name}`,
  close: 'Close the settings',
  back: 'Back',
  places,
  isOn: (name: string) => `${name} is on`,
  gone: 'This plugin is no longer part of the project.',

  identity: 'Identity',
  name: 'Name',
  nameAbout: 'What Envoy calls it in logs and statistics.',
  rootId: 'Root id',
  rootIds: (names: readonly string[]) => `The source registers: ${names.join(', ')}.`,
  rootIdAny: 'The source takes any root id.',
  rootIdUnknown: (id: string, names: readonly string[]) =>
    `The source does not register "${id}": no context is made. It registers ${names.join(', ')}.`,
  rootIdRefused: (id: string, names: readonly string[]) =>
    `In the last run the module had no root context for "${id}"${
      names.length > 0 ? `. It says that it registers ${names.join(', ')}.` : '; it names none that it has.'
    }`,
  rootIdTaken:
    'The last run heard no complaint. Modules of Rust and Go mostly take any root id; one of C++ is silent about an id that it does not know, and then does nothing.',
  rootIdModule:
    'A .wasm does not list its root ids. One built with our SDK names them in a run when this one does not fit; others say nothing.',
  use: (name: string) => `Use ${name}`,
  vmId: 'VM id',
  vmIdAbout: 'Plugins of the same code share a VM when their VM ids and VM configurations are the same.',
  sharesWith: (names: readonly string[]) => `In one VM with ${names.join(', ')}.`,
  singleton: 'One for the whole proxy',
  singletonAbout: 'On: it lives once, on the main thread. Off: every worker starts one.',

  configuration: 'Configuration',
  configurationAbout: 'Handed to the plugin as it stands, when it is configured.',
  vmConfiguration: 'VM configuration',
  vm: 'Virtual machine',
  kindOf: (of: string) => `Form of the ${of.toLowerCase()}`,
  text: 'Text',
  json: 'JSON',
  format: 'Format',
  fault: ({ line, column, expected: what }: JsonFault) => `Line ${line}, column ${column}: ${expected[what]}.`,
  goToFault: 'Go there',
  isJson: 'This is JSON.',
  receives: (size: number) => (size === 0 ? 'The plugin receives nothing' : `The plugin receives ${bytes(size)}`),
  receivesVm: (size: number) => (size === 0 ? 'The VM receives nothing' : `The VM receives ${bytes(size)}`),
  more: (size: number) => `and ${bytes(size)} more`,
  dump: 'Bytes',

  environment: 'Environment',
  environmentAbout: 'What the module reads with getenv. Each name once.',
  variableName: 'Name',
  variableValue: 'Value',
  newName: 'New name',
  newValue: 'New value',
  removeLine: (name: string) => `Remove ${name === '' ? 'this line' : name}`,
  sameName: (name: string) => `${name} is there twice: the last one counts.`,

  failure: 'When the VM fails',
  failureAbout: 'A trap ends the VM. This says what becomes of the requests after it.',
  policies,
  reloadMs: 'Back-off in milliseconds',
  reloadAbout: '0 stands for the second that Envoy takes.',

  behaviour: 'Pausing',
  allowStop: 'Body callbacks while headers are held',
  allowStopAbout:
    'Off: after Pause in a headers callback nothing more comes until the filter resumes. On: body callbacks still come. Envoy calls it allow_on_headers_stop_iteration.',

  capabilities: 'Capabilities',
  capabilitiesAbout: 'What the module may call, and be called by. A call that is not allowed is refused and logged.',
  allCapabilities: 'Everything',
  someCapabilities: 'Only what is chosen',
  chosen: (count: number) => `${count} chosen`,
  chooseImports: 'Choose what the module imports',
  noneChosen: 'A list without entries allows everything, as in Envoy.',
  imported: 'in use',
  groups: capabilityGroups,
  unknownNames: (names: readonly string[]) => `Names that Envoy does not know: ${names.join(', ')}.`,

  module: 'Module',

  clusters: 'Clusters',
  clustersAbout: 'Services that filters call and routes lead to. They answer by script, inside this page.',
  addCluster: 'Add a cluster',
  main: 'The service behind the proxy. It is always there.',
  editMain: 'Edit its answer',
  clusterName: 'Name of the cluster',
  removeCluster: (name: string) => `Remove the cluster ${name}`,
  removedCluster: (name: string) => `Removed the cluster ${name}`,
  answers: 'Answers',
  behaviours: {
    reflect: 'With what it was sent',
    refuse: 'Not at all: nobody listens',
    replies: 'By script',
  } satisfies Record<ProjectCluster['behaviour']['kind'], string>,
  protocol: 'Protocol',
  protocols: { http1: 'HTTP/1.1', http2: 'HTTP/2' } satisfies Record<ProjectCluster['protocol'], string>,
  address: 'Address in exports',
  addressHint: 'host:port of the real service',
  calledBy: (count: number) => (count === 1 ? 'got 1 request' : `got ${count} requests`),
  notCalled: 'not called in this run',
  replyTurn: (number: number, isLast: boolean) => (isLast ? `Reply ${number}, and all after it` : `Reply ${number}`),
  replyMatch: (prefix: string) => `Every path that begins with ${prefix}`,
  addReply: 'Add a reply',
  removeReply: 'Remove this reply',
  moveUp: 'Move up',
  prefix: 'Only for paths that begin with',
  prefixHint: 'Empty: replies take turns',
  status: 'Status',
  delay: 'Delay, ms',
  ending: 'Ending',
  endings: {
    none: 'A whole answer',
    reset: 'Drops the connection',
    hang: 'Never answers',
    partial: 'Breaks off in the body',
  } satisfies Record<ClusterReply['failure'], string>,
  replyKind: 'Answer',
  replyKinds: { http: 'HTTP', grpc: 'gRPC' },
  grpcStatus: 'gRPC status',
  grpcMessage: 'Status message',
  grpcMessages: 'Messages',
  grpcNoMessages: 'No message: the status stands in the headers, and the call ends with them.',
  grpcMessageOf: (number: number) => `Message ${number}`,
  grpcKind: (number: number) => `Message ${number} is written as`,
  grpcKinds: { text: 'text or JSON', hex: 'hex' },
  addMessage: 'Add a message',
  removeMessage: (number: number) => `Remove message ${number}`,
  badHex: (number: number) => `Message ${number} is left out: hexadecimal digits go in pairs, as in 0a 05 68.`,
  unframed:
    'Each message gets its five bytes of gRPC framing by itself. Text is sent as it stands: JSON is no protobuf.',
  needsHttp2: 'gRPC needs HTTP/2: without it Envoy sees no trailers, and the call fails. Set the protocol above.',
  headers: 'Headers',
  body: 'Body',
  trailers: 'Trailers',
  holds: 'Hold its requests',
  holdsAbout: 'They wait until you answer them in the clock.',

  routes: 'Routes',
  routesAbout: 'The first that matches is taken. Without any route every request goes to upstream.',
  addRoute: 'Add a route',
  noRoutes: 'No routes: every request goes to upstream.',
  route: (number: number) => `Route ${number}`,
  taken: 'taken by the shown request',
  noneTaken: 'The shown request matched none of these: Envoy answered 404.',
  routeName: 'Name',
  match: 'Match',
  matches: { prefix: 'Path begins with', path: 'Path is' } as const,
  routePath: 'Path',
  routeHeaders: 'Headers that must be there',
  action: 'Then',
  actions: { cluster: 'Send to a cluster', direct: 'Answer itself' } as const,
  toCluster: 'Cluster',
  unknownCluster: (name: string) => `There is no cluster ${name}: Envoy answers 503.`,
  createCluster: (name: string) => `Create ${name}`,
  timeout: 'Timeout, ms',
  timeoutAbout: '0: no limit',
  removeRoute: (number: number) => `Remove route ${number}`,
  removedRoute: 'Removed a route',
  moveHint: 'Alt+Up and Alt+Down move the route',

  workers: 'Workers',
  workersAbout: 'Each worker thread has its own VM of every plugin: globals, timers and metrics ids are not shared.',
  workerCount: 'Worker threads',
  inTurn: 'Requests go to the workers in turn',
  inTurnAbout: 'On: each request keeps its own connection open. Off: all of them meet the first worker.',
} as const;
