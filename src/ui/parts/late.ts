import { type ComponentType, createElement, lazy, useEffect, useState } from 'react';

/** A part that loads when it is first shown; when it cannot be fetched, a lesser one takes its place. */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>, lesser: ComponentType<Props>) {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: lesser };
    }
  });
}

const waiting: (() => Promise<unknown>)[] = [];

/**
 * As `late`, for what is only a click away: it is fetched before, once the page has nothing better to do, and then
 * shown at once. Shown before that it does not suspend: what React waits for, however short, is a blank of a third of
 * a second.
 */
export function soon<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  lesser: ComponentType<Props>,
): ComponentType<Props> {
  let fetched: ComponentType<Props> | undefined;
  const fetch = async () => (fetched ??= await load());
  waiting.push(fetch);
  return function Soon(props: Props) {
    const [Part, setPart] = useState(() => fetched);
    useEffect(() => {
      if (Part !== undefined) return;
      void fetch()
        .catch(() => lesser)
        .then((it) => setPart(() => it));
    }, [Part]);
    return Part === undefined ? createElement('div', { className: 'loading' }) : createElement(Part, props);
  };
}

/** Fetches what is a click away, one after the other. */
export async function fetchWaiting(): Promise<void> {
  for (const fetch of waiting.splice(0)) {
    // What cannot be had now is asked for again when it is shown, and says so there.
    await fetch().catch(() => undefined);
  }
}
