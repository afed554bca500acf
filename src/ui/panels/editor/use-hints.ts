import { useEffect, useState } from 'react';
import { useSelected } from '../../app-context.tsx';

type HintFor = (code: number, message: string) => string | undefined;

/** What errors of the compiler mean for a filter, once there is one. */
export function useHints(): HintFor | undefined {
  const hasErrors = useSelected(({ build }) => Object.values(build.entries).some(({ status }) => status === 'errors'));
  const [hintFor, setHintFor] = useState<HintFor>();
  useEffect(() => {
    // Without them the compiler's own words stand alone.
    if (hasErrors)
      void import('../../monaco/help/hints.ts').then(
        (it) => setHintFor(() => it.hintFor),
        () => undefined,
      );
  }, [hasErrors]);
  return hintFor;
}
