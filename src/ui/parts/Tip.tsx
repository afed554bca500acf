import { cloneElement, type ReactElement } from 'react';

interface Tipped {
  'data-tip'?: string;
  'data-tip-keys'?: string | undefined;
}

/**
 * A tooltip that repeats or shortens what the control is called; it never carries the only copy of a fact. `TipLayer`
 * shows it.
 */
export function Tip({
  text,
  keys,
  children,
}: {
  text: string;
  keys?: string | undefined;
  children: ReactElement<Tipped>;
}) {
  return cloneElement(children, { 'data-tip': text, 'data-tip-keys': keys });
}
