import { type ComponentType, lazy } from 'react';

/** A part that loads when it is first shown; when it cannot be fetched, a lesser one takes its place. */
export function late<Props>(load: () => Promise<ComponentType<Props>>, lesser: ComponentType<Props>) {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: lesser };
    }
  });
}
