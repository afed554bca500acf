import type { Report } from '../../../model/index.ts';
import { type JourneyCell, stepNumber } from '../../../state/index.ts';
import { useSelected } from '../../app-context.tsx';
import { words } from './result.words.ts';

/** A cell that the pointer or the focus is at. */
export interface Pointed {
  readonly key: string;
  readonly cell: JourneyCell;
  readonly at: DOMRect;
}

interface JourneyTipProps {
  readonly id: string;
  readonly pointed: Pointed;
  readonly filters: readonly string[];
}

const mostCharacters = 300;
const cut = (text: string) => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text);

/** Who made a cell what it is, in words. */
export function JourneyTip({ id, pointed: { cell, at }, filters }: JourneyTipProps) {
  const report = useSelected(({ run }) => run.result?.report);
  const { by, value, was } = cell;
  if (by === undefined || report === undefined) return null;
  const isLow = at.bottom > window.innerHeight - 120;
  return (
    <div
      id={id}
      role="tooltip"
      className="journey-tip"
      style={{
        left: Math.max(8, Math.min(at.left, window.innerWidth - 328)),
        ...(isLow ? { bottom: window.innerHeight - at.top + 4 } : { top: at.bottom + 4 }),
      }}
    >
      <strong>{words.made(cell.change)}</strong> {whoMade(cell, filters, report)}
      {was !== undefined && <code>− {cut(was)}</code>}
      {value !== undefined && value !== '' && <code>{was === undefined ? cut(value) : `+ ${cut(value)}`}</code>}
    </div>
  );
}

function whoMade({ by }: JourneyCell, filters: readonly string[], report: Report): string {
  if (by === undefined || by.kind === 'origin') return words.madeByOrigin;
  if (by.kind === 'envoy') return by.at === undefined ? words.madeByEnvoy : words.madeForReply;
  return words.madeByCall({
    filter: by.filter + 1,
    name: filters[by.filter] ?? '',
    hostcall: by.hostcall,
    callback: by.callback,
    step: stepNumber(report, by.at),
  });
}
