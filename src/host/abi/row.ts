import { type HostcallInfo, type ParamKind } from '../../model/index.ts';
import type { Called, Frame, ImportFunction } from './frame.ts';
import { Mode } from './frame.ts';

/** A hostcall's parameters and what it does, ready to be made into an import function of one VM. */
export interface Shape {
  /** Kinds of the parameters, in order; must be those of the table in the model. */
  readonly kinds: readonly ParamKind[];
  attach(frame: Frame, called: Called): ImportFunction;
}

/** One hostcall as the host implements it. Name, versions, modules and parameters are in the model's table. */
export interface Row {
  readonly name: string;
  readonly shape: Shape;
  /** Where Envoy 1.40 differs from the specification, in one sentence. */
  readonly differs: string | undefined;
  /** `Mode` bits in which the call is allowed. */
  readonly clearance: number;
}

interface RowOptions {
  readonly differs?: string;
  readonly clearance?: number;
}

/** Allowed while the VM starts, and while the guest allocates for the host. */
export const WHILE_STARTING = Mode.starting;
export const WHILE_ALLOCATING = Mode.allocating;

export function row(name: string, shape: Shape, options: RowOptions = {}): Row {
  return { name, shape, differs: options.differs, clearance: options.clearance ?? 0 };
}

/** Whether a row reads and writes just what the model says the hostcall has. */
export function agrees(rowShape: Shape, info: HostcallInfo): boolean {
  const wanted = info.params.map((param) => param.kind).filter((kind) => kind !== 'unused' && kind !== 'unused64');
  return wanted.join() === rowShape.kinds.join();
}

/** The last number that Envoy accepts as the first parameter, before it looks at anything else. */
export function lastOf(info: HostcallInfo): number {
  const first = info.params[0];
  return first?.checked === true && first.words !== undefined ? first.words.length - 1 : 0xffffffff;
}
