import { Check, CircleDashed, Crosshair, Pencil, X } from 'lucide-react';
import { type CheckRow, type ExpectedClaim } from '../../../state/index.ts';
import { IconButton } from '../../parts/Button.tsx';
import { isRecord, textOf } from './claim-form.ts';
import { claimText, endText, words } from './checks.words.ts';

interface ClaimRowProps {
  readonly row: CheckRow & { readonly claim: ExpectedClaim };
  /** Undefined: no row of the run on show made it. */
  readonly onShow: (() => void) | undefined;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

export function ClaimRow({ row: { claim, judged }, onShow, onEdit, onRemove }: ClaimRowProps) {
  const { what, must } = claimText(claim);
  const state = judged === undefined ? 'open' : judged.holds ? 'holds' : 'fails';
  const Sign = { open: CircleDashed, holds: Check, fails: X }[state];
  const said = { open: words.notRun, holds: words.holds, fails: words.fails }[state];
  const whole = `${what} ${must}`;
  return (
    <li className="claim" data-state={state}>
      <span className="claim-sign" title={said}>
        <Sign aria-hidden />
        <span className="for-readers">{said}:</span>
      </span>
      <span className="claim-text">
        <span className="claim-what">{what}</span> <span className="claim-must mono">{must}</span>
        {judged && !judged.holds && (
          <span className="claim-actual">
            <span className="soft">{words.actual}</span> <ins className="mono">{actualText(judged)}</ins>
          </span>
        )}
      </span>
      <span className="claim-actions">
        {onShow && <IconButton small name={words.showRow(whole)} icon={<Crosshair />} onClick={onShow} />}
        <IconButton small name={words.edit(whole)} icon={<Pencil />} onClick={onEdit} />
        <IconButton small name={words.remove(whole)} icon={<X />} onClick={onRemove} />
      </span>
    </li>
  );
}

const longest = 400;

/** Bytes in the form in which they were asked for. */
const writtenText = (actual: unknown): string =>
  isRecord(actual) ? Object.values(actual).map(textOf).join('') : textOf(actual);

function actualText({ subject, actual }: { subject: string; actual: unknown }): string {
  if (actual === undefined || actual === null) return words.nothing;
  if (subject === 'closedBy') return endText(actual);
  if (subject === 'held') return actual === true ? words.yesNo.yes : words.yesNo.no;
  if (subject === 'logs' && Array.isArray(actual)) return words.noneOfLines(actual.length);
  const isValue = subject === 'sharedData' || subject === 'properties';
  const text = isValue ? writtenText(actual) : textOf(actual);
  if (text === '') return words.nothing;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
