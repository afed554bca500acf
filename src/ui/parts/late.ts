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

const waiting: (() => Promise<unknown>)[] = [];

/** As `late`, for what is only a click away: it is fetched before, once the page has nothing better to do. */
export function soon<Props>(load: () => Promise<ComponentType<Props>>, lesser: ComponentType<Props>) {
  waiting.push(load);
  return late(load, lesser);
}

/** Fetches what is a click away, one after the other. */
export async function fetchWaiting(): Promise<void> {
  for (const load of waiting.splice(0)) {
    // What cannot be had now is asked for again when it is shown, and says so there.
    await load().catch(() => undefined);
  }
}
