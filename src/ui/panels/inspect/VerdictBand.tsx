import { CircleCheck, CircleX, Info } from 'lucide-react';
import type { Failure, ModuleDescription } from '../../../model/index.ts';
import { tellFailure } from '../../failures.ts';
import { noteWords, tellImport, words } from './inspect.words.ts';

interface VerdictBandProps {
  readonly description: ModuleDescription;
  /** Why it did not start in the run on show. */
  readonly lastFailure: Failure | undefined;
}

/** Whether Envoy would load it and why not, in its words and in ours. */
export function VerdictBand({ description, lastFailure }: VerdictBandProps) {
  const { load } = description;
  if (load.kind === 'refused') return <Refused description={description} load={load} />;
  return (
    <section className="verdict" data-tone={lastFailure ? 'removed' : 'added'}>
      {lastFailure ? <CircleX aria-hidden /> : <CircleCheck aria-hidden />}
      <div>
        <p>
          <strong>{lastFailure ? words.refusedAtStart : words.loads}</strong>
          {lastFailure && ` ${tellFailure(lastFailure).cause} ${tellFailure(lastFailure).remedy}`}
        </p>
        {lastFailure && <EnvoyWords failure={lastFailure} />}
        {load.notes.map((note) => (
          <p key={note} className="verdict-note">
            <Info aria-hidden />
            {noteWords[note]}
          </p>
        ))}
      </div>
    </section>
  );
}

interface RefusedProps {
  readonly description: ModuleDescription;
  readonly load: Extract<ModuleDescription['load'], { kind: 'refused' }>;
}

function Refused({ description, load: { failure, others } }: RefusedProps) {
  const { cause, remedy } = tellFailure(failure);
  return (
    <section className="verdict" data-tone="removed">
      <CircleX aria-hidden />
      <div>
        <p>
          <strong>{failure.kind === 'module-too-large' ? words.refusedHere : words.refused}</strong> {cause}{' '}
          {vendorOf(description, failure) ?? remedy}
        </p>
        <EnvoyWords failure={failure} />
        {others.length > 0 && (
          <details>
            <summary>{words.others(others.length)}</summary>
            <ul>
              {others.map((other, index) => (
                <li key={index}>{tellFailure(other).cause}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  );
}

function EnvoyWords({ failure }: { failure: Failure }) {
  if (!('envoy' in failure)) return null;
  return (
    <p className="envoy-says">
      <span>{words.envoySays}</span> <code>{failure.envoy}</code>
    </p>
  );
}

/** Whose function it is that Envoy has not got; nothing when that is nobody's. */
function vendorOf({ imports }: ModuleDescription, failure: Failure): string | undefined {
  if (failure.kind !== 'missing-import') return undefined;
  const item = imports.find(({ module, name }) => module === failure.module && name === failure.name);
  if (item?.verdict.kind === 'unknown') return words.nobody;
  const kinds = ['vendor', 'tool', 'other-abi'];
  return item && kinds.includes(item.verdict.kind)
    ? `It ${asSentence(tellImport(item.verdict, item.name).text)}`
    : undefined;
}

const asSentence = (text: string): string =>
  `${text.startsWith('left') || text.startsWith('built') ? 'is ' : ''}${text}.`;
