import type { ChainFilter } from '../../model/index.ts';
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
  const warnings: ExportWarning[] = [];
  const placed: PlacedFilter[] = [];
  const names = new Set<string>();
  const files = new Set<string>();
  const vmIds = new Set(project.filters.map(({ vmId }) => vmId));

  for (const filter of project.filters) {
    if (!filter.enabled) {
      warnings.push({ kind: 'filter-left-out', filter: filter.name });
      continue;
    }
    const bytes = modules[filter.id];
    if (!bytes) throw new Error(`the export was given no module for the filter ${filter.id}`);
    const sameCode = placed.find((other) => isSame(other.bytes, bytes));
    const fileName = sameCode?.fileName ?? `${takeName(fileStem(filter.name), files)}.wasm`;
    const asWritten: PlacedFilter = {
      filter,
      httpName: takeName(`weir.${filter.name || 'filter'}`, names),
      vmId: filter.vmId,
      bytes,
      fileName,
    };
    if (filter.vmId === '' && placed.some((other) => wouldShare(other, asWritten))) {
      const vmId = takeName(fileStem(filter.name), vmIds);
      warnings.push({ kind: 'vm-id-added', filter: filter.name, vmId });
      placed.push({ ...asWritten, vmId });
    } else {
      placed.push(asWritten);
    }
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
