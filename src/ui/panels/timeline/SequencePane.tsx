import { Download } from 'lucide-react';
import {
  createElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import { bytesOfText } from '../../../model/index.ts';
import { networkFiltersOf, type RunResult } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { sequenceOf } from './sequence.ts';
import { sequenceSvg, svgFile, type SvgNode } from './sequence-svg.ts';
import type { Scope } from './shown-rows.ts';
import { words } from './timeline.words.ts';
import './sequence.css';

interface SequencePaneProps {
  readonly result: RunResult;
  readonly cursor: number | undefined;
  readonly scope: Scope;
  readonly exchange: number;
  /** Shown where no exchange is. */
  readonly connection: number;
}

const MOST_STEPS = 400;

/** Who sent what to whom, as a drawing; a step in it is a row. */
export function SequencePane({ result, cursor, scope, exchange, connection }: SequencePaneProps) {
  const commands = useCommands();
  const { report, project } = result;
  const sequence = useMemo(() => {
    const network = networkFiltersOf(result).map(({ at }) => at);
    const known = scope === 'exchange' ? report.exchanges[exchange] : undefined;
    const carried = scope === 'exchange' && known === undefined ? report.connections[connection] : undefined;
    const end = report.trace.words.length;
    if (carried) {
      const { traceFrom: from, traceTo: to } = carried;
      return sequenceOf(report, { from, to, exchange: -1, connections: [connection], network, most: MOST_STEPS });
    }
    return sequenceOf(report, {
      from: known?.traceFrom ?? 0,
      to: known === undefined ? end : Math.max(known.traceTo, endOf(report, exchange)),
      exchange: known === undefined ? undefined : exchange,
      connections: known === undefined ? [...report.connections.keys()] : [],
      network,
      most: MOST_STEPS,
    });
  }, [result, report, scope, exchange, connection]);
  const drawing = useMemo(() => sequenceSvg(sequence, cursor), [sequence, cursor]);
  const keys = useId();
  const paper = useRef<HTMLElement>(null);
  useEffect(() => {
    paper.current?.querySelector('.chosen')?.scrollIntoView({ block: 'nearest' });
  }, [drawing]);
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
  const { steps } = sequence;
  const place = cursor === undefined ? steps.length : steps.findLastIndex(({ at }) => at <= cursor);
  const chosen = steps[place]?.at === cursor ? steps[place] : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') commands.moveCursor(undefined);
    else {
      const to = stepTo(event.key, place, steps.length - 1);
      if (to === undefined) return;
      commands.moveCursor(steps[to]?.at);
    }
    event.preventDefault();
  };
  return (
    <div className="tl-sequence">
      <div className="tl-sequence-tools">
        <span id={keys} className="faint">
          {words.sequenceKeys}
        </span>
        <Button small onClick={save}>
          <Download aria-hidden /> {words.exportSvg}
        </Button>
      </div>
      <output className="for-readers">{chosen && words.sequenceStep(chosen.label, words.ms(chosen.ms))}</output>
      {/* What scrolls takes the focus, and its keys go from step to step. */}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={paper}
        className="tl-sequence-paper scrolls"
        tabIndex={0}
        aria-label={words.sequence}
        aria-describedby={keys}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        {rendered(drawing, 0)}
      </section>
      {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
    </div>
  );
}

/** Where a key leads among the steps of the drawing; undefined: it is none of theirs. */
function stepTo(key: string, place: number, last: number): number | undefined {
  const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: last }[key];
  return to === undefined ? undefined : Math.min(Math.max(to, 0), last);
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
