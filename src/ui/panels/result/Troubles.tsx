import { Suspense } from 'react';
import type { Report } from '../../../model/index.ts';
import type { RunFailure } from '../../../state/index.ts';
import { explain } from '../../failures.ts';
import { late } from '../../parts/late.ts';

const AbsentModules = late(
  () => import('./AbsentModules.tsx').then((it) => it.AbsentModules),
  () => null,
);
const TroubleNotes = late(
  () => import('./TroubleNotes.tsx').then((it) => it.TroubleNotes),
  ({ failure }) => (failure ? <p>{explain({ kind: 'no-run', failure })}</p> : null),
);

interface TroublesProps {
  readonly report: Report | undefined;
  readonly failure: RunFailure | undefined;
}

/** What went wrong, in a sentence each: refused modules, traps, limits. */
export function Troubles({ report, failure }: TroublesProps) {
  const isTrouble =
    failure !== undefined ||
    (report !== undefined &&
      (report.stopped !== undefined || report.failures.length > 0 || report.plugins.some(({ trap }) => trap)));
  return (
    <>
      <div role="alert" className="troubles">
        {isTrouble && (
          <Suspense>
            <TroubleNotes report={report} failure={failure} />
          </Suspense>
        )}
      </div>
      {failure?.kind === 'module-absent' && (
        <Suspense>
          <AbsentModules />
        </Suspense>
      )}
    </>
  );
}
