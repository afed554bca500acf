import { Suspense } from 'react';
import type { Report } from '../../../model/index.ts';
import type { RunFailure } from '../../../state/index.ts';
import { tellFailure, tellRunFailure, tellStopped, tellTrap } from '../../failures.ts';
import { late } from '../../parts/late.ts';
import { ToldNote } from '../../parts/ToldNote.tsx';

const AbsentModules = late(
  () => import('./AbsentModules.tsx').then((it) => it.AbsentModules),
  () => null,
);

interface TroublesProps {
  readonly report: Report | undefined;
  readonly failure: RunFailure | undefined;
}

/** What went wrong, in a sentence each: refused modules, traps, limits. */
export function Troubles({ report, failure }: TroublesProps) {
  return (
    <>
      <div role="alert">
        {failure && <ToldNote tone="removed" told={tellRunFailure(failure)} />}
        {report?.stopped && <ToldNote tone="removed" told={tellStopped(report.stopped)} />}
        {report?.failures.map((one, index) => (
          <ToldNote key={index} tone="removed" told={tellFailure(one.failure)} />
        ))}
        {report?.plugins.map(({ filter, name, trap }) =>
          trap ? <ToldNote key={filter} tone="removed" told={tellTrap(trap, `${filter + 1} ${name}`)} /> : null,
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
