import { type ChainFilter, filterDefaults, type FilterModule } from '../../model/index.ts';
import { newFilterSource } from '../new-filter-source.ts';
import { change } from './change.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch } from './context.ts';

type ChainCommands = Pick<Commands, 'addFilter' | 'removeFilter' | 'moveFilter' | 'toggleFilter' | 'setFilter'>;

export function chainCommands(context: Context): ChainCommands {
  const edit = (id: string, label: string, update: (filter: ChainFilter) => ChainFilter, key?: string): void => {
    const { filters } = currentProject(context);
    const updated = filters.map((filter) => (filter.id === id ? update(filter) : filter));
    change(context, { label, parts: { filters: updated }, ...(key !== undefined && { key }) });
  };
  return {
    addFilter(from) {
      if (from === 'new-source') addSourceFilter(context);
      else addModuleFilter(context, from);
    },
    removeFilter(id) {
      const { filters } = currentProject(context);
      const filter = filters.find((one) => one.id === id);
      if (filter === undefined) return;
      change(context, { label: `remove ${filter.name}`, parts: { filters: filters.filter((one) => one !== filter) } });
    },
    moveFilter(id, to) {
      const { filters } = currentProject(context);
      const filter = filters.find((one) => one.id === id);
      if (filter === undefined || filters.indexOf(filter) === to || to < 0 || to >= filters.length) return;
      const others = filters.filter((one) => one !== filter);
      change(context, { label: `move ${filter.name}`, parts: { filters: others.toSpliced(to, 0, filter) } });
    },
    toggleFilter(id) {
      edit(id, 'switch a filter', (filter) => ({ ...filter, enabled: !filter.enabled }));
    },
    setFilter(id, fields) {
      edit(id, 'change a filter', (filter) => ({ ...filter, ...fields }), `filter ${id} ${Object.keys(fields).join()}`);
    },
  };
}

function addSourceFilter(context: Context): void {
  const { files, filters } = currentProject(context);
  const name = freeName('filter', (wish) => `${wish}.ts` in files || filters.some((filter) => filter.name === wish));
  const entry = `${name}.ts`;
  const filter = newFilter(context, name, { kind: 'source', entry });
  change(context, {
    label: `add ${name}`,
    parts: { filters: [...filters, filter] },
    files: { [entry]: newFilterSource(name) },
  });
  const { open } = context.store.getState().editor;
  patch(context, 'editor', { open: [...open, entry], active: entry });
}

/** Adds a filter and returns it. */
export function addModuleFilter(context: Context, module: FilterModule): ChainFilter {
  const { filters } = currentProject(context);
  const file = module.kind === 'wasm' ? module.fileName : module.entry;
  const stem = file.replace(/^.*\//, '').replace(/\.\w+$/, '') || 'filter';
  const name = freeName(stem, (wish) => filters.some((filter) => filter.name === wish));
  const filter = newFilter(context, name, module);
  change(context, { label: `add ${name}`, parts: { filters: [...filters, filter] } });
  return filter;
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
