import type { ReactElement } from 'react';
import type { DialogName } from '../../../state/index.ts';
import { useSelected } from '../../app-context.tsx';

/** The windows of the page, each in a chunk of its own (`late`). A line for each. */
const windows: Readonly<Partial<Record<DialogName, ReactElement>>> = {};

export function Dialogs() {
  const name = useSelected(({ view }) => view.dialog);
  return (name && windows[name]) ?? null;
}
