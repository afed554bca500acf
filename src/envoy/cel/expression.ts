import type { CelValue } from './value.ts';

/** A parsed expression. Operators are calls of functions that are named as Envoy names them: `_+_`, `!_`. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: CelValue }
  | { readonly kind: 'name'; readonly name: string }
  /** `operand.field`, or with `isTest` the macro `has(operand.field)`. */
  | { readonly kind: 'select'; readonly operand: Expression; readonly field: string; readonly isTest: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly isMember: boolean; readonly args: readonly Expression[] }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly whenTrue: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | Comprehension;

/** A macro over the elements of a list or the keys of a map. */
export interface Comprehension {
  readonly kind: 'comprehension';
  readonly macro: 'all' | 'exists' | 'exists_one' | 'filter' | 'map';
  readonly range: Expression;
  readonly variable: string;
  /** Undefined: every element counts (map with two arguments). */
  readonly predicate: Expression | undefined;
  readonly transform: Expression | undefined;
}
