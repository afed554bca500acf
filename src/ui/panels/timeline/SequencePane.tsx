import { Download } from 'lucide-react';
import { createElement, type MouseEvent, type ReactNode, useMemo } from 'react';
import { bytesOfText } from '../../../model/index.ts';
import type { RunResult } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { sequenceOf } from './sequence.ts';
import { sequenceSvg, svgFile, type SvgNode } from './sequence-svg.ts';
import type { Scope } from './shown-rows.ts';
import { words } from './timeline.words.ts';

interface SequencePaneProps {
  readonly result: RunResult;
  readonly cursor: number | undefined;
  readonly scope: Scope;
  readonly exchange: number;
}

const MOST_STEPS = 400;

/** Who sent what to whom, as a drawing; a step in it is a row. */
export function SequencePane({ result: { report, project }, cursor, scope, exchange }: SequencePaneProps) {
  const commands = useCommands();
  const sequence = useMemo(() => {
    const known = scope === 'exchange' ? report.exchanges[exchange] : undefined;
    const end = report.trace.words.length;
    return sequenceOf(report, {
      from: known?.traceFrom ?? 0,
      to: known === undefined ? end : Math.max(known.traceTo, endOf(report, exchange)),
      exchange: known === undefined ? undefined : exchange,
      most: MOST_STEPS,
    });
  }, [report, scope, exchange]);
  const drawing = useMemo(() => sequenceSvg(sequence, cursor), [sequence, cursor]);
  if (sequence.steps.length === 0) return <p className="empty">{words.noSequence}</p>;
  const save = () => {
    const bytes = bytesOfText(svgFile(sequenceSvg(sequence)));
    const name = project.name.replaceAll(/[^\w-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'run';
    commands.handOut({ name: `${name}-sequence.svg`, type: 'image/svg+xml', bytes: new Uint8Array(bytes) });
  };
  const onClick = (event: MouseEvent) => {
    const step = event.target instanceof Element ? event.target.closest('[data-at]') : null;
    const at = step?.getAttribute('data-at');
    if (at !== null && at !== undefined) commands.moveCursor(Number(at));
  };
  return (
    <div className="tl-sequence">
      <div className="tl-sequence-tools">
        <Button small onClick={save}>
          <Download aria-hidden /> {words.exportSvg}
        </Button>
      </div>
      {/* Steps are rows, and rows are reached by keys in the list. What scrolls takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <section className="tl-sequence-paper scrolls" tabIndex={0} aria-label={words.sequence} onClick={onClick}>
        {rendered(drawing, 0)}
      </section>
    </div>
  );
}

/** A later request may begin before this one has ended. */
function endOf({ exchanges, trace }: RunResult['report'], exchange: number): number {
  const isLast = exchange >= exchanges.length - 1;
  return isLast ? trace.words.length : (exchanges.at(-1)?.traceTo ?? trace.words.length);
}

const NAMES: Readonly<Record<string, string>> = { class: 'className', 'text-anchor': 'textAnchor' };

function rendered({ tag, attributes, children, at }: SvgNode, key: number): ReactNode {
  const given = Object.entries(attributes).map(([name, value]) => [NAMES[name] ?? name, value] as const);
  const inside = children.map((child, i) => (typeof child === 'string' ? child : rendered(child, i)));
  return createElement(
    tag,
    { key, ...Object.fromEntries(given), ...(at !== undefined && { 'data-at': at }) },
    ...inside,
  );
}
