import type { ComponentType } from 'react';
import type { DialogName } from '../../../state/index.ts';
import { useSelected } from '../../app-context.tsx';

/** The windows of the page, each in a chunk of its own. A line for each. */
const windows: Readonly<Partial<Record<DialogName, ComponentType>>> = {};

export function Dialogs() {
  const name = useSelected(({ view }) => view.dialog);
  const Window = name && windows[name];
  return Window ? <Window /> : null;
}
