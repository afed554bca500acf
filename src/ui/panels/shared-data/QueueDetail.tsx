import type { Report } from '../../../model/index.ts';
import type { SharedQueueAt } from '../../../state/index.ts';
import { BytesView } from '../inside/BytesView.tsx';
import { RowLink } from '../inside/RowLink.tsx';
import { words } from './shared-data.words.ts';
import { keyText } from './shared-ids.ts';

const most = 50;

export function QueueDetail({ report, queue }: { report: Report; queue: SharedQueueAt }) {
  const { name, items, registered, empty } = queue;
  return (
    <section className="inside-detail" aria-label={keyText(name)}>
      <h3>{keyText(name)}</h3>
      <h4>{words.itemsNow}</h4>
      {items.length === 0 && <p className="soft">{words.noItems}</p>}
      {items.slice(0, most).map(({ at, vm, data }, index) => (
        <div key={at}>
          <h4>
            {words.item(index + 1)} <RowLink report={report} vm={vm} at={at} />
          </h4>
          <BytesView bytes={data} />
        </div>
      ))}
      <h4>{words.registered}</h4>
      {registered.map(({ at, vm }) => (
        <div key={at}>
          <RowLink report={report} vm={vm} at={at} />
        </div>
      ))}
      {empty > 0 && <p className="soft">{words.emptyReads(empty)}</p>}
      <p className="soft">{words.wakeNote}</p>
    </section>
  );
}
