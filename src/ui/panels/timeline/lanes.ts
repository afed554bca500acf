import type { Report } from '../../../model/index.ts';
import { RowKind, type RunRows } from '../../../state/index.ts';
import { words } from './timeline.words.ts';

/** A column of the strip beside the rows: a filter in one of its VMs, a VM, or the proxy. */
export interface Lane {
  /** Position of the plugin; -1: none. */
  readonly filter: number;
  readonly vm: number;
  readonly name: string;
}

export interface Lanes {
  readonly list: readonly Lane[];
  laneOf(row: number): number;
}

/** The lanes that a run's rows need: the proxy first, then filters in the order of the chain, each VM beside the other. */
export function lanesOf(report: Report, rows: RunRows): Lanes {
  const found = new Map<number, Lane>();
  for (let row = 0; row < rows.count; row++) {
    const key = keyOf(rows, row);
    if (found.has(key)) continue;
    const [filter, vm] = [rows.filter[row] ?? -1, rows.vm[row] ?? -1];
    found.set(key, { filter, vm, name: nameOf(report, filter, vm) });
  }
  const list = [...found.entries()].sort(([, a], [, b]) => a.filter - b.filter || a.vm - b.vm);
  const places = new Map(list.map(([key], place) => [key, place]));
  return { list: list.map(([, lane]) => lane), laneOf: (row) => places.get(keyOf(rows, row)) ?? 0 };
}

function keyOf(rows: RunRows, row: number): number {
  if (rows.kind[row] === RowKind.group || rows.kind[row] === RowKind.mark) return laneKey(-1, -1);
  return laneKey(rows.filter[row] ?? -1, rows.vm[row] ?? -1);
}

const laneKey = (filter: number, vm: number): number => (filter + 1) * 70_000 + vm + 1;

function nameOf({ plugins, vms }: Report, filter: number, vm: number): string {
  const own = filter < 0 ? undefined : plugins[filter]?.name;
  const thread = vms[vm]?.thread;
  if (own === undefined && thread === undefined) return words.proxyLane;
  return words.lane(own, thread === undefined ? undefined : words.vm(vm, thread));
}
