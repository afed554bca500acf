import type { ReactNode } from 'react';
import type { ChangedLine } from './state-changes.ts';
import { words } from './timeline.words.ts';

interface SectionProps {
  readonly title: string;
  readonly head?: ReactNode;
  /** Stands where there is nothing. */
  readonly none?: string | undefined;
  readonly children: ReactNode;
}

export function Section({ title, head, none, children }: SectionProps) {
  return (
    <div className="tl-side-section">
      <div className="tl-side-section-head">
        <h4>{title}</h4>
        {head}
      </div>
      {none === undefined ? children : <p className="faint">{none}</p>}
    </div>
  );
}

/** Names and values, each with what became of it. */
export function ChangedLines({ lines }: { lines: readonly ChangedLine[] }) {
  return (
    <dl className="tl-changed-lines mono">
      {lines.map(({ name, value, change }, index) => (
        <div key={index} data-change={change}>
          <span className="sign" aria-hidden>
            {words.signs[change]}
          </span>
          <dt>
            {change !== 'same' && <span className="for-readers">{words.changes[change]} </span>}
            {name}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
