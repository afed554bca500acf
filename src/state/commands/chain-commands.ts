import { type ChainFilter, filterDefaults, type FilterModule, type Project } from '../../model/index.ts';
import { newFilterSource } from '../new-filter-source.ts';
import { change } from './change.ts';
import type { Commands, PluginPlace } from './commands.ts';
import { type Context, currentProject, patch } from './context.ts';

type ChainCommands = Pick<Commands, 'addFilter' | 'removeFilter' | 'moveFilter' | 'toggleFilter' | 'setFilter'>;

const pluginPlaces: readonly PluginPlace[] = ['filters', 'networkFilters', 'accessLoggers', 'services'];

type Label = (name: string) => string;
type Edit = (plugins: readonly ChainFilter[], at: number) => readonly ChainFilter[];

export function chainCommands(context: Context): ChainCommands {
  const edit = (id: string, label: Label, how: Edit, key?: string): void => {
    for (const place of pluginPlaces) {
      const plugins = pluginsAt(currentProject(context), place);
      const at = plugins.findIndex((one) => one.id === id);
      const plugin = plugins[at];
      if (plugin === undefined) continue;
      const edited = how(plugins, at);
      if (edited === plugins) return;
      change(context, { label: label(plugin.name), parts: { [place]: edited }, ...(key !== undefined && { key }) });
    }
  };
  const update = (id: string, label: Label, how: (plugin: ChainFilter) => ChainFilter, key?: string): void =>
    edit(id, label, (plugins) => plugins.map((one) => (one.id === id ? how(one) : one)), key);
  return {
    addFilter(from, place = 'filters') {
      if (from === 'new-source') addSourceFilter(context, place);
      else addModuleFilter(context, from, place);
    },
    removeFilter(id) {
      edit(
        id,
        (name) => `remove ${name}`,
        (plugins, at) => plugins.toSpliced(at, 1),
      );
    },
    moveFilter(id, to) {
      edit(
        id,
        (name) => `move ${name}`,
        (plugins, at) => {
          const plugin = plugins[at];
          if (plugin === undefined || at === to || to < 0 || to >= plugins.length) return plugins;
          return plugins.toSpliced(at, 1).toSpliced(to, 0, plugin);
        },
      );
    },
    toggleFilter(id) {
      update(
        id,
        (name) => `switch ${name}`,
        (plugin) => ({ ...plugin, enabled: !plugin.enabled }),
      );
    },
    setFilter(id, fields) {
      update(
        id,
        (name) => ('name' in fields ? `rename ${name}` : `change ${name}`),
        (plugin) => ({ ...plugin, ...fields }),
        `filter ${id} ${Object.keys(fields).join()}`,
      );
    },
  };
}

function pluginsAt(project: Project, place: PluginPlace): readonly ChainFilter[] {
  return project[place];
}

function addSourceFilter(context: Context, place: PluginPlace): void {
  const project = currentProject(context);
  const isTaken = (wish: string) => `${wish}.ts` in project.files || isNameTaken(project, wish);
  const name = freeName(stems[place], isTaken);
  const entry = `${name}.ts`;
  add(context, place, newFilter(context, name, { kind: 'source', entry }), { [entry]: newFilterSource(name, place) });
  const { open } = context.store.getState().editor;
  patch(context, 'editor', { open: [...open, entry], active: entry });
}

const stems = {
  filters: 'filter',
  networkFilters: 'tcp-filter',
  accessLoggers: 'logger',
  services: 'service',
} as const;

/** Adds a filter and returns it. */
export function addModuleFilter(context: Context, module: FilterModule, place: PluginPlace = 'filters'): ChainFilter {
  const project = currentProject(context);
  const file = module.kind === 'wasm' ? module.fileName : module.entry;
  const stem = file.replace(/^.*\//, '').replace(/\.\w+$/, '') || 'filter';
  const filter = newFilter(
    context,
    freeName(stem, (wish) => isNameTaken(project, wish)),
    module,
  );
  add(context, place, filter);
  return filter;
}

function add(context: Context, place: PluginPlace, plugin: ChainFilter, files = {}): void {
  const added = place === 'services' ? { ...plugin, singleton: true } : plugin;
  const parts = { [place]: [...currentProject(context)[place], added] };
  change(context, { label: `add ${plugin.name}`, parts, files });
}

function isNameTaken(project: Project, wish: string): boolean {
  return pluginPlaces.some((place) => project[place].some(({ name }) => name === wish));
}

function newFilter({ services }: Context, name: string, module: FilterModule): ChainFilter {
  return {
    ...filterDefaults,
    id: services.randomId(),
    name,
    rootId: name,
    module,
  };
}

function freeName(wish: string, isTaken: (name: string) => boolean): string {
  let name = wish;
  for (let n = 2; isTaken(name); n++) name = `${wish}-${n}`;
  return name;
}
