import { useEffect, useState } from 'react';
import { useSelected } from '../../app-context.tsx';

/** Turns true once the first run has ended and the page is idle: what is heavy loads after what is looked at. */
export function useAfterFirstResult(): boolean {
  const isDone = useSelected(({ run }) => run.result !== undefined || run.failure !== undefined);
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    if (!isDone || isTime) return;
    return whenIdle(() => setIsTime(true));
  }, [isDone, isTime]);
  return isTime;
}

/** Calls once the browser has nothing better to do; Safari has no such hour and gets a short wait. */
export function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(act, { timeout: 1000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(act, 100);
  return () => clearTimeout(timer);
}
