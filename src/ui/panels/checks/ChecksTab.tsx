import { Download, Play, Plus } from 'lucide-react';
import { useState } from 'react';
import { type CheckRow, checkRows, type ExpectedClaim } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { ClaimForm } from './ClaimForm.tsx';
import { ClaimRow } from './ClaimRow.tsx';
import { draftOf, emptyDraft, emptyTcpDraft } from './claim-form.ts';
import { words } from './checks.words.ts';
import './checks.css';

/** What is expected of the answer to a request, and what came of it. */
export function ChecksTab({ request }: { request: string }) {
  const commands = useCommands();
  const [editing, setEditing] = useState<string>();
  const { checks, isTcp, outcome, report, isStale, isRunning, failed } = useSelected(
    ({ project, checks: slice, run }) => ({
      checks: project.current.checks,
      isTcp: project.current.requests.some(({ id, tcp }) => id === request && tcp !== null),
      outcome: slice.outcomes[request],
      report: run.result?.report,
      isStale: run.isStale,
      isRunning: slice.isRunning,
      failed: Object.entries(slice.outcomes)
        .filter(([id]) => id !== request)
        .reduce((sum, [, { findings }]) => sum + findings.filter(({ holds }) => !holds).length, 0),
    }),
  );
  const rows = checkRows(checks, request, outcome);
  const judged = rows.flatMap((row) => row.judged ?? []);
  const failing = judged.filter(({ holds }) => !holds).length;
  const isOld = isStale || (outcome !== undefined && outcome.report !== report);
  const stop = () => setEditing(undefined);
  return (
    <div className="checks">
      <div className="view-tools">
        <output className="checks-summary" data-state={failing > 0 ? 'fails' : 'holds'}>
          {judged.length > 0 && words.summary(judged.length, failing)}
          {judged.length > 0 && isOld && <span className="faint"> {words.stale}</span>}
        </output>
        {failed > 0 && <span className="soft">{words.others(failed)}</span>}
        <span className="grow" />
        <Button small onClick={() => setEditing('new')}>
          <Plus aria-hidden />
          {words.add}
        </Button>
        {checks.length > 0 && (
          <>
            <IconButton
              small
              name={isRunning ? words.running : words.runAll}
              icon={<Play />}
              disabled={isRunning}
              onClick={() => void commands.runChecks()}
            />
            <IconButton small name={words.save} icon={<Download />} onClick={() => void commands.saveChecks()} />
          </>
        )}
      </div>
      {editing === 'new' && (
        <ClaimForm
          isTcp={isTcp}
          draft={isTcp ? emptyTcpDraft : emptyDraft}
          onCancel={stop}
          onKeep={(claim) => {
            stop();
            void commands.expectThis(claim, request);
          }}
        />
      )}
      {rows.length === 0 && editing === undefined && (
        <p className="empty">
          {isTcp ? words.emptyTcp : words.empty}
          <br />
          <span className="faint">{isTcp ? words.emptyTcpHint : words.emptyHint}</span>
        </p>
      )}
      <ol className="claims">
        {rows.map((row) => {
          const key = `${row.check}.${row.position}`;
          if (!hasClaim(row))
            return (
              <li key={key} className="claim" data-state="open">
                {words.unreadable}
              </li>
            );
          if (editing === key)
            return (
              <li key={key}>
                <ClaimForm
                  isTcp={isTcp}
                  draft={draftOf(row.claim)}
                  onCancel={stop}
                  onKeep={(claim) => {
                    stop();
                    void commands.changeClaim(row.check, row.position, claim);
                  }}
                />
              </li>
            );
          const at = outcome?.report === report ? row.judged?.at : undefined;
          return (
            <ClaimRow
              key={key}
              row={row}
              onShow={at === undefined ? undefined : () => commands.showRow(at)}
              onEdit={() => setEditing(key)}
              onRemove={() => void commands.removeClaim(row.check, row.position)}
            />
          );
        })}
      </ol>
    </div>
  );
}

const hasClaim = (row: CheckRow): row is CheckRow & { readonly claim: ExpectedClaim } => row.claim !== undefined;
