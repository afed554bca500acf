import { type Report, textOfBytes } from '../../../model/index.ts';
import type { SharedEntry } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';
import { BytesView } from '../inside/BytesView.tsx';
import { ColumnHeads } from '../inside/ColumnHeads.tsx';
import { RowLink } from '../inside/RowLink.tsx';
import { words } from './shared-data.words.ts';
import { keyText } from './shared-ids.ts';

const most = 200;

export function EntryDetail({ report, entry }: { report: Report; entry: SharedEntry }) {
  const { key, value, writes, misses } = entry;
  return (
    <section className="inside-detail" aria-label={keyText(key)}>
      <h3>{keyText(key)}</h3>
      {value === undefined ? <p className="soft">{words.absent}</p> : <BytesView bytes={value} />}
      {misses > 0 && <p className="soft">{words.misses(misses)}</p>}
      {writes.length > 0 && (
        <table className="inside-table" aria-label={words.history}>
          <thead>
            <tr>
              <ColumnHeads
                of={[
                  words.historyColumns.where,
                  words.historyColumns.value,
                  [words.historyColumns.given, 'number'],
                  [words.historyColumns.cas, 'number'],
                ]}
              />
            </tr>
          </thead>
          <tbody>
            {writes.slice(-most).map(({ at, vm, value: written, given, cas }) => (
              <tr key={at}>
                <td>
                  <RowLink report={report} vm={vm} at={at} />
                </td>
                <td className="mono value">{textOfBytes(written.subarray(0, 200))}</td>
                <td className="number">
                  {given === 0 ? <span className="faint">{words.any}</span> : countText(given)}
                </td>
                <td className="number">
                  {cas === 0 ? <span className="sign-removed">{words.mismatch}</span> : countText(cas)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {writes.length > most && <p className="soft">{words.earlier(countText(writes.length - most))}</p>}
      <p className="soft">{words.casNote}</p>
    </section>
  );
}
