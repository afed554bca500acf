import {
  bytesOfLatin1,
  type ChainFilter,
  type PluginSpec,
  type Project,
  scenarioOfProject,
  type ServicePlugin,
  textOfBytes,
  sameBytes,
} from '../../model/index.ts';
import { fileStem, takeName } from '../names.ts';
import type { ExportInput, ExportWarning } from '../types.ts';

/** An enabled plugin with what Envoy wants to know besides what the user wrote. */
export interface PlacedPlugin<P extends ChainFilter = ChainFilter> {
  readonly plugin: P;
  /** Of its entry in the configuration. Unique: routes switch filters by this name. */
  readonly entryName: string;
  readonly vmId: string;
  readonly bytes: Uint8Array;
  /** Plugins with the same code name the same file. */
  readonly fileName: string;
}

export interface PlacedPlugins {
  readonly filters: readonly PlacedPlugin[];
  readonly networkFilters: readonly PlacedPlugin[];
  readonly accessLoggers: readonly PlacedPlugin[];
  readonly services: readonly PlacedPlugin<ServicePlugin>[];
  /** Code by file name, each once. */
  readonly modules: ReadonlyMap<string, Uint8Array>;
  readonly warnings: readonly ExportWarning[];
}

/** Envoy puts plugins into one VM when VM id, VM configuration and code are the same. */
function wouldShare(one: PlacedPlugin, other: PlacedPlugin): boolean {
  return (
    one.vmId === other.vmId &&
    one.plugin.vmConfiguration === other.plugin.vmConfiguration &&
    one.fileName === other.fileName
  );
}

/** The VM ids of the page's runs, in the order chain, network filters, access loggers, services. */
function vmIdsOf(project: Project): string[] {
  const { filters = [], tcp, loggers = [], services = [] } = scenarioOfProject(project, []).scenario;
  const specs: readonly Partial<PluginSpec>[] = [...filters, ...(tcp?.filters ?? []), ...loggers, ...services];
  return specs.map(({ vm_id = '' }) => textOfBytes(bytesOfLatin1(vm_id)));
}

/**
 * Decides names, files and VMs of the enabled plugins; those that the target has no place for are given as empty lists
 * in `project`. A VM is shared only where the user wrote the same id twice.
 */
export function placePlugins({ project, modules }: ExportInput): PlacedPlugins {
  const kinds = [project.filters, project.networkFilters, project.accessLoggers, project.services] as const;
  const warnings: ExportWarning[] = kinds
    .flatMap((plugins) => plugins.filter(({ enabled }) => !enabled))
    .map(({ name }) => ({ kind: 'filter-left-out', filter: name }));
  const placed: PlacedPlugin[] = [];
  const names = new Set<string>();
  const files = new Set<string>();
  // The page's runs decide which plugins get a VM id of their own; here it must be the same one.
  const vmIds = vmIdsOf(project);
  const taken = new Set(vmIds);

  const place = <P extends ChainFilter>(plugin: P): PlacedPlugin<P> => {
    const bytes = modules[plugin.id];
    if (!bytes) throw new Error(`the export was given no module for the filter ${plugin.id}`);
    const wanted = vmIds[placed.length] ?? '';
    const sameCode = placed.find((other) => sameBytes(other.bytes, bytes));
    const fileName = sameCode?.fileName ?? `${takeName(fileStem(plugin.name), files)}.wasm`;
    const entryName = takeName(`weir.${plugin.name || 'filter'}`, names);
    const here = { plugin, entryName, vmId: wanted, bytes, fileName };
    // Equal bytes under two names are one code to Envoy.
    const isMerged = wanted === '' && placed.some((other) => wouldShare(other, here));
    const vmId = isMerged ? takeName(fileStem(plugin.name), taken) : wanted;
    if (vmId !== plugin.vmId) warnings.push({ kind: 'vm-id-added', filter: plugin.name, vmId });
    placed.push({ ...here, vmId });
    return { ...here, vmId };
  };
  const placeAll = <P extends ChainFilter>(plugins: readonly P[]) =>
    plugins.filter(({ enabled }) => enabled).map(place);

  return {
    filters: placeAll(project.filters),
    networkFilters: placeAll(project.networkFilters),
    accessLoggers: placeAll(project.accessLoggers),
    services: placeAll(project.services),
    modules: new Map(placed.map(({ fileName, bytes }) => [fileName, bytes])),
    warnings: [...warnings, ...sharedVms(placed)],
  };
}

function sharedVms(placed: readonly PlacedPlugin[]): ExportWarning[] {
  const groups = placed
    .filter((one, i) => placed.findIndex((other) => wouldShare(one, other)) === i)
    .map((first) => placed.filter((one) => wouldShare(first, one)));
  return groups
    .filter(({ length }) => length > 1)
    .map((group) => ({
      kind: 'vm-shared',
      filters: group.map(({ plugin }) => plugin.name),
      vmId: group[0]?.vmId ?? '',
    }));
}
