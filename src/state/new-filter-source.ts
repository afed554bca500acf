import type { PluginPlace } from './commands/commands.ts';

interface Template {
  readonly imports: string;
  readonly base: string;
  readonly set: string;
  readonly body: string;
}

/** A plugin to begin with: small, and with an effect that a run shows. */
export function newFilterSource(name: string, place: PluginPlace = 'filters'): string {
  const className = name.replace(/(^|[^a-z0-9]+)([a-z0-9])/gi, (_, _gap, letter: string) => letter.toUpperCase());
  const { imports, base, set, body } = templates[place];
  return `import { ${imports} } from './sdk/assembly';

class ${className} extends ${base} {
${body.replace('NAME', name)}
}

${set}(() => new ${className}());
`;
}

const root = { base: 'RootContext', set: 'setRootContext' } as const;

const templates: Readonly<Record<PluginPlace, Template>> = {
  filters: {
    imports: 'Action, HttpContext, setHttpContext',
    base: 'HttpContext',
    set: 'setHttpContext',
    body: `  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.setHttpRequestHeader('x-NAME', 'seen');
    return Action.Continue;
  }`,
  },
  networkFilters: {
    imports: 'Action, logInfo, setStreamContext, StreamContext',
    base: 'StreamContext',
    set: 'setStreamContext',
    body: `  onDownstreamData(dataSize: u32, endOfStream: bool): Action {
    logInfo(dataSize.toString() + ' bytes from the client');
    return Action.Continue;
  }`,
  },
  accessLoggers: {
    ...root,
    imports: 'getPropertyInt, logInfo, RootContext, setRootContext',
    body: `  onLog(): void {
    logInfo('answered ' + getPropertyInt(['response', 'code']).toString());
  }`,
  },
  services: {
    ...root,
    imports: 'logInfo, RootContext, setRootContext',
    body: `  onConfigure(pluginConfigurationSize: u32): bool {
    this.setTickPeriod(1000);
    return true;
  }

  onTick(): void {
    logInfo('tick');
  }`,
  },
};
