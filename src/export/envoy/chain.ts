import { bytesOfLatin1, type ChainFilter, scenarioOfProject, textOfBytes } from '../../model/index.ts';
import type { ExportInput, ExportWarning } from '../types.ts';

/** A filter of the chain with what Envoy wants to know besides what the user wrote. */
export interface PlacedFilter {
  readonly filter: ChainFilter;
  /** Unique in the chain: routes switch filters by this name. */
  readonly httpName: string;
  readonly vmId: string;
  readonly bytes: Uint8Array;
  /** Filters with the same code name the same file. */
  readonly fileName: string;
}

export interface PlacedChain {
  readonly filters: readonly PlacedFilter[];
  readonly warnings: readonly ExportWarning[];
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one === other || (one.length === other.length && one.every((byte, i) => byte === other[i]));
}

/** `wanted`, or `wanted-2` and so on, whichever is not taken yet; the result is taken from then on. */
function takeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`;
  taken.add(name);
  return name;
}

/** A file name that needs no quoting anywhere, and that no file system mistakes for another. */
function fileStem(name: string): string {
  const stem = name
    .toLowerCase()
    .replace(/\.wasm$/, '')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return stem || 'filter';
}

/** Envoy puts plugins into one VM when VM id, VM configuration and code are the same. */
function wouldShare(one: PlacedFilter, other: PlacedFilter): boolean {
  return (
    one.vmId === other.vmId &&
    one.filter.vmConfiguration === other.filter.vmConfiguration &&
    one.fileName === other.fileName
  );
}

/** Decides names, files and VMs of the enabled filters. A VM is shared only where the user wrote the same id twice. */
export function placeFilters({ project, modules }: ExportInput): PlacedChain {
  const warnings: ExportWarning[] = project.filters
    .filter(({ enabled }) => !enabled)
    .map(({ name }) => ({ kind: 'filter-left-out', filter: name }));
  const placed: PlacedFilter[] = [];
  const names = new Set<string>();
  const files = new Set<string>();
  // The page's runs decide which filters get a VM id of their own; here it must be the same one.
  const { scenario, filters } = scenarioOfProject(project, []);
  const vmIds = scenario.filters?.map(({ vm_id = '' }) => textOfBytes(bytesOfLatin1(vm_id))) ?? [];
  const taken = new Set(vmIds);

  for (const [i, filter] of filters.entries()) {
    const bytes = modules[filter.id];
    if (!bytes) throw new Error(`the export was given no module for the filter ${filter.id}`);
    const sameCode = placed.find((other) => isSame(other.bytes, bytes));
    const fileName = sameCode?.fileName ?? `${takeName(fileStem(filter.name), files)}.wasm`;
    const httpName = takeName(`weir.${filter.name || 'filter'}`, names);
    const here: PlacedFilter = { filter, httpName, vmId: vmIds[i] ?? '', bytes, fileName };
    // Equal bytes under two names are one code to Envoy.
    const isMerged = here.vmId === '' && placed.some((other) => wouldShare(other, here));
    const vmId = isMerged ? takeName(fileStem(filter.name), taken) : here.vmId;
    if (vmId !== filter.vmId) warnings.push({ kind: 'vm-id-added', filter: filter.name, vmId });
    placed.push({ ...here, vmId });
  }
  return { filters: placed, warnings: [...warnings, ...sharedVms(placed)] };
}

function sharedVms(placed: readonly PlacedFilter[]): ExportWarning[] {
  const groups = placed
    .filter((one, i) => placed.findIndex((other) => wouldShare(one, other)) === i)
    .map((first) => placed.filter((one) => wouldShare(first, one)));
  return groups
    .filter(({ length }) => length > 1)
    .map((group) => ({
      kind: 'vm-shared',
      filters: group.map(({ filter }) => filter.name),
      vmId: group[0]?.vmId ?? '',
    }));
}
