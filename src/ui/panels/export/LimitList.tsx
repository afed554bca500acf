import { CircleCheck } from 'lucide-react';
import type { Limit } from '../../../state/index.ts';
import { effectNames, limitText, words } from './export.words.ts';

/** What gets lost on the way, known before anything is built. */
export function LimitList({ limits, notes }: { limits: readonly Limit[]; notes: readonly string[] }) {
  if (limits.length === 0 && notes.length === 0)
    return (
      <p className="export-kept">
        <CircleCheck aria-hidden />
        {words.allKept}
      </p>
    );
  return (
    <section className="export-limits">
      <h3>{words.limits}</h3>
      <ul>
        {limits.map((limit) => (
          <li key={limit.feature}>
            <span className="badge" data-effect={limit.effect}>
              {effectNames[limit.effect]}
            </span>
            <span>{limitText(limit)}</span>
          </li>
        ))}
        {notes.map((note) => (
          <li key={note}>
            <span className="badge">{words.note}</span>
            <span>{note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
