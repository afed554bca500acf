import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import { type AccessLine, accessLines, requestOfShown } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words as common } from '../inside/inside.words.ts';
import { useRows } from '../inside/use-rows.ts';
import { useShownRun } from '../inside/use-shown-run.ts';
import { AccessDetail } from './AccessDetail.tsx';
import { detailsIn, flagsIn } from './explain-access.ts';
import { words } from './access-log.words.ts';
import '../inside/inside.css';
import './access-log.css';

const idOf = ({ kind, index }: AccessLine): string => `${kind} ${index}`;

export function AccessLogPanel() {
  const commands = useCommands();
  const run = useShownRun();
  const report = run?.report;
  const lines = useMemo(() => (report ? accessLines(report) : []), [report]);
  const { open, row } = useRows(lines.map(idOf));
  if (report === undefined) return <p className="empty">{common.noRun}</p>;
  const shown = lines.find((line) => idOf(line) === open);
  if (shown === undefined) return <p className="empty">{words.empty}</p>;
  const text = lines.map(({ line }) => `${line}\n`).join('');
  return (
    <div className="inside">
      <div className="inside-tools">
        <span className="soft">{words.format}</span>
        <Button small onClick={() => void commands.copyText(text)}>
          <Copy aria-hidden />
          {words.copy}
        </Button>
      </div>
      <div className="inside-split access-log">
        <div className="inside-list">
          <table className="inside-table" aria-label={words.list}>
            <thead>
              <tr>
                {lines.length > 1 && <th scope="col">{words.columns.request}</th>}
                <th scope="col">{words.columns.line}</th>
                <th scope="col">{words.columns.flags}</th>
                <th scope="col">{words.columns.details}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((one) => (
                <tr key={idOf(one)}>
                  {lines.length > 1 && (
                    <td>#{requestOfShown(report, { exchange: -1, connection: -1, [one.kind]: one.index }) + 1}</td>
                  )}
                  <th scope="row" className="access-line">
                    <button type="button" {...row(idOf(one))}>
                      {one.line}
                    </button>
                  </th>
                  <td>
                    {flagsIn(one.entry).map(({ flag, meaning }) => (
                      <abbr key={flag} className="flag" title={meaning} data-raised={flag !== words.none || undefined}>
                        {flag}
                      </abbr>
                    ))}
                  </td>
                  <td className="mono value">
                    {one.kind === 'exchange' ? (
                      <abbr title={detailsIn(one.entry)}>{one.entry.details || words.none}</abbr>
                    ) : (
                      one.entry.upstreamFailure || words.none
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <AccessDetail key={open} report={report} line={shown} />
      </div>
    </div>
  );
}
