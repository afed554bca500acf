import type { Report } from '../../../model/index.ts';
import type { RunFailure } from '../../../state/index.ts';
import { tellFailure, tellRunFailure, tellStopped, tellTrap } from '../../failures.ts';
import { ToldNote } from '../../parts/ToldNote.tsx';
import { Explanation } from '../explain/Explanation.tsx';
import { TrapDetails } from '../explain/TrapDetails.tsx';

interface TroubleNotesProps {
  readonly report: Report | undefined;
  readonly failure: RunFailure | undefined;
}

/** What went wrong, in a sentence each: refused modules, traps, limits. */
export function TroubleNotes({ report, failure }: TroubleNotesProps) {
  return (
    <>
      {failure && <ToldNote tone="removed" told={tellRunFailure(failure)} />}
      {report?.stopped && <ToldNote tone="removed" told={tellStopped(report.stopped)} />}
      {report?.failures.map((one, index) => (
        <Explanation key={index} tone="removed" told={tellFailure(one.failure)} />
      ))}
      {report?.plugins.map((plugin) =>
        plugin.trap ? (
          <Explanation
            key={plugin.filter}
            tone="removed"
            told={tellTrap(plugin.trap, `${plugin.filter + 1} ${plugin.name}`)}
          >
            <TrapDetails report={report} plugin={plugin} trap={plugin.trap} />
          </Explanation>
        ) : null,
      )}
    </>
  );
}
