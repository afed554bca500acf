import { useEffect, useMemo, useState } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { tellCompilerFailure } from '../../failures.ts';
import { ToldNote } from '../../parts/ToldNote.tsx';
import { Code } from './Code.tsx';
import { words } from './inspect.words.ts';
import { Lines, matching } from './wat-view.ts';

/** More names than anybody reads; what is typed makes them fewer. */
const MOST_SHOWN = 200;

/** The module as text, made by the compiler's worker when it is first shown. */
export function WatView() {
  const commands = useCommands();
  const { wat, isPending, compiler } = useSelected((state) => ({
    wat: state.inspector.wat,
    isPending: state.inspector.isWatPending,
    compiler: state.compiler,
  }));
  const isAsked = wat !== undefined || isPending;
  // What was looked for stays while another part of the text is made.
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<number>();
  useEffect(() => {
    if (!isAsked) void commands.readWat();
  }, [isAsked, commands]);
  if (wat === undefined || (isPending && wat.kind !== 'text')) {
    const isLoading = compiler.kind === 'loading' && compiler.totalBytes > 0;
    const percent = isLoading ? Math.round((compiler.loadedBytes / compiler.totalBytes) * 100) : 0;
    return <output className="empty">{isLoading ? words.loadingCompiler(percent) : words.making}</output>;
  }
  if (wat.kind === 'text') return <WatText {...{ wat, isPending, typed, setTyped, chosen, setChosen }} />;
  return (
    <div className="inspect-part">
      {wat.kind === 'failed' && <ToldNote tone="removed" told={tellCompilerFailure(wat.failure)} />}
      {wat.kind === 'unreadable' && <Note tone="changed">{words.unreadable(wat.message)}</Note>}
      {wat.kind === 'too-large' && <Note tone="changed">{words.tooLarge(wat.size, wat.limit)}</Note>}
      {wat.kind === 'failed' && <Button onClick={() => void commands.readWat()}>{words.again}</Button>}
    </div>
  );
}

interface WatTextProps {
  readonly wat: {
    readonly text: string;
    readonly from: number;
    readonly total: number;
    readonly functions: readonly { readonly name: string; readonly at: number }[];
    readonly functionCount: number;
  };
  /** Another part of it is being made. */
  readonly isPending: boolean;
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  /** Where the function begins that was chosen, in the whole text. */
  readonly chosen: number | undefined;
  readonly setChosen: (at: number) => void;
}

function WatText({ wat, isPending, typed, setTyped, chosen, setChosen }: WatTextProps) {
  const commands = useCommands();
  const { text, from, total, functions, functionCount } = wat;
  const lines = useMemo(() => new Lines(text), [text]);
  const found = useMemo(() => matching(functions, typed), [functions, typed]);
  const to = from + text.length;
  const isHere = (at: number) => at >= from && at < to;
  const show = (at: number) => {
    setChosen(at);
    if (!isHere(at)) void commands.readWat(at);
  };
  return (
    <div className="wat">
      <div className="wat-functions">
        <input
          className="input"
          type="search"
          aria-label={words.find}
          placeholder={words.find}
          value={typed}
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && first) show(first.at);
          }}
        />
        <output className="faint">{isPending ? words.making : words.found(found.length, functionCount)}</output>
        <ul className="scrolls" aria-label={words.functions}>
          {found.slice(0, MOST_SHOWN).map(({ name, at }) => (
            <li key={at}>
              <button type="button" aria-current={at === chosen || undefined} title={name} onClick={() => show(at)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
        {functionCount > functions.length && <p className="faint">{words.tooManyFunctions(functions.length)}</p>}
      </div>
      <div className="wat-text">
        <Code lines={lines} mark={chosen !== undefined && isHere(chosen) ? lines.lineAt(chosen - from) : undefined} />
        {text.length < total && (
          <div className="wat-foot">
            <span className="faint grows">{words.window(from, to, total)}</span>
            <Button
              small
              disabled={isPending || from === 0}
              onClick={() => void commands.readWat(Math.max(0, 2 * from - to))}
            >
              {words.earlier}
            </Button>
            <Button small disabled={isPending || to >= total} onClick={() => void commands.readWat(to + 1)}>
              {words.later}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
