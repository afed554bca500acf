import type { BodyCall, BodyChunk, BodyRelease, BodyStage } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import type { ChosenBytes } from './BodyTab.tsx';
import { bodyWords as words } from './body.words.ts';
import { words as resultWords } from './result.words.ts';

interface BodyStagesProps {
  readonly stages: readonly BodyStage[];
  readonly filters: readonly string[];
  readonly prefix: string;
  readonly chosen: string;
  readonly onChoose: (chosen: ChosenBytes) => void;
}

const mostShown = 60;

export function BodyStages({ stages, filters, prefix, chosen, onChoose }: BodyStagesProps) {
  return (
    <ol className="body-stages">
      {stages.map(({ at, filter, chunks, steps }, index) => {
        const name = resultWords.column(at, at === 'filter' ? filters[filter ?? 0] : undefined);
        const key = `${prefix} ${index}`;
        const choose = (part: string, title: string, { bytes, size }: Omit<BodyChunk, 'endStream'>) =>
          onChoose({ key: `${key} ${part}`, title: `${name}: ${title}`, bytes, size });
        return (
          <li key={key} data-at={at}>
            <div className="body-place">
              {filter !== undefined && <FilterNumber index={filter} />}
              <span className="stage-name">{name}</span>
              {at === 'filter' ? (
                steps.length === 0 && (
                  <span className="faint">{chunks.length > 0 ? words.unseen : words.notReached}</span>
                )
              ) : (
                <Chunks chunks={chunks} prefix={key} chosen={chosen} onChoose={choose} />
              )}
            </div>
            {steps.length > 0 && (
              <ol className="body-steps">
                {steps.slice(0, mostShown).map((step, place) => (
                  <Step
                    key={place}
                    step={step}
                    wasHeld={holds(steps[place - 1])}
                    prefix={key}
                    number={place + 1}
                    chosen={chosen}
                    onChoose={choose}
                  />
                ))}
                {steps.length > mostShown && <li className="faint">{words.moreSteps(steps.length - mostShown)}</li>}
              </ol>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const holds = (step: BodyCall | BodyRelease | undefined) => step?.kind === 'call' && step.held > 0;

type Choose = (part: string, title: string, chunk: Omit<BodyChunk, 'endStream'>) => void;

interface ChunksProps {
  readonly chunks: readonly BodyChunk[];
  readonly prefix: string;
  readonly chosen: string;
  readonly onChoose: Choose;
}

function Chunks({ chunks, prefix, chosen, onChoose }: ChunksProps) {
  const pieces = chunks.filter(({ size }) => size > 0);
  const total = pieces.reduce((sum, { size }) => sum + size, 0);
  return (
    <>
      <span className="soft">{words.pieces(pieces.length, total)}</span>
      {pieces.slice(0, 16).map((chunk, index) => {
        const part = `piece ${index}`;
        return (
          <BytesButton
            key={part}
            isChosen={chosen === `${prefix} ${part}`}
            label={words.bytes(chunk.size)}
            onClick={() => onChoose(part, words.piece(index + 1), chunk)}
          />
        );
      })}
    </>
  );
}

interface StepProps {
  readonly step: BodyCall | BodyRelease;
  /** The step before it held bytes. */
  readonly wasHeld: boolean;
  readonly prefix: string;
  readonly number: number;
  readonly chosen: string;
  readonly onChoose: Choose;
}

/** One call of the body callback: given, seen, done, answered, held, gone on. */
function Step({ step, wasHeld, prefix, number, chosen, onChoose }: StepProps) {
  const commands = useCommands();
  const isLit = useSelected(({ run }) => (run.lit ?? run.cursor) === step.at);
  const bytes = (part: string, label: string, title: string, chunk: Omit<BodyChunk, 'endStream'>) => (
    <BytesButton
      isChosen={chosen === `${prefix} ${number} ${part}`}
      label={label}
      onClick={() => onChoose(`${number} ${part}`, title, chunk)}
    />
  );
  if (step.kind === 'release') {
    const { forwarded } = step;
    return (
      <li data-lit={isLit || undefined}>
        <span className="body-outcome" data-outcome="forwarded">
          {words.released(forwarded.size)}
        </span>
        {bytes('on', words.look, words.leftAt(number), forwarded)}
      </li>
    );
  }
  const { at, callback, given, endStream, reads, writes, before, after, action, held, forwarded } = step;
  const isBody = /_(?:body|data)$/.test(callback);
  const outcome = words.outcome({ action, held, forwarded: forwarded?.size, wasHeld, isBody });
  return (
    <li data-lit={isLit || undefined}>
      <button
        type="button"
        className="row-link"
        onPointerEnter={() => commands.lightRow(at)}
        onPointerLeave={() => commands.lightRow(undefined)}
        onClick={() => commands.showRow(at)}
      >
        {isBody ? words.call(number, given, wasHeld) : callback}
      </button>
      {endStream && <span className="badge">{words.end}</span>}
      {before !== undefined &&
        before.length > 0 &&
        bytes('saw', words.saw, words.sawAt(number), { bytes: before, size: before.length })}
      {reads.length + writes.length > 0 && <span className="soft">{words.did(reads, writes)}</span>}
      {after !== undefined &&
        writes.length > 0 &&
        bytes('made', words.made, words.madeAt(number), { bytes: after, size: after.length })}
      <span
        className="body-outcome"
        data-outcome={forwarded ? 'forwarded' : action === 'Continue' ? 'nothing' : 'held'}
      >
        {outcome}
      </span>
    </li>
  );
}

function BytesButton({ isChosen, label, onClick }: { isChosen: boolean; label: string; onClick: () => void }) {
  return (
    <button type="button" className="bytes-button" aria-pressed={isChosen} onClick={onClick}>
      {label}
    </button>
  );
}
