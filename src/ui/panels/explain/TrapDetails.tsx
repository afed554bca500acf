import { useEffect, useMemo, useState } from 'react';
import type { CloseLook, PluginReport, Report, Trap } from '../../../model/index.ts';
import { stepNumber, trapStory } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { framesOf } from './frames.ts';
import { words } from './explain.words.ts';

/** What a Rust guest says whose state is in use already. */
const BORROWED = /already (?:mutably )?borrowed|Borrow(?:Mut)?Error/;

/** What a trap leaves behind: the guest's last words, its stack, what it did before. */
export function TrapDetails({ report, plugin, trap }: { report: Report; plugin: PluginReport; trap: Trap }) {
  const commands = useCommands();
  const { trace } = report;
  const story = useMemo(() => trapStory(trace, plugin.vm), [trace, plugin.vm]);
  const look = useLook(story?.at);
  const frames = framesOf(trap.backtrace, look);
  const isReentered = story !== undefined && (story.nesting.length > 1 || BORROWED.test(story.panic?.text ?? ''));
  const row = (at: number, text: string) => (
    <button
      type="button"
      className="row-link"
      onPointerEnter={() => commands.lightRow(at)}
      onPointerLeave={() => commands.lightRow(undefined)}
      onClick={() => commands.showRow(at)}
    >
      {text}
    </button>
  );
  return (
    <div className="trap-details">
      {story?.panic && (
        <section>
          <h4>{words.said}</h4>
          <p className="trap-panic">{row(story.panic.at, story.panic.text)}</p>
          <SaidAt text={story.panic.text} />
        </section>
      )}
      {story && isReentered && (
        <section>
          <h4>{words.nested}</h4>
          <p>
            {words.reentered(story.nesting.map(({ callback }) => callback).join(' → '))} {words.reenteredRemedy}
          </p>
        </section>
      )}
      <section>
        <h4>{words.stack}</h4>
        {frames.length > 0 && (
          <table>
            <tbody>
              {frames.map(({ offset, name, source }, index) => (
                <tr key={index}>
                  <td>{index}</td>
                  <td>{name}</td>
                  <td>
                    {source?.isOwn === true ? (
                      <button
                        type="button"
                        className="row-link"
                        onClick={() => commands.openFile(source.path, { line: source.line, column: source.column })}
                      >
                        {words.openSource(source.path, source.line)}
                      </button>
                    ) : (
                      ((source && words.openSource(source.path, source.line)) ?? offset)
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {frames.every(({ name }) => name.startsWith('unknown')) && <p className="soft">{words.noNames}</p>}
      </section>
      {story && (
        <section>
          <h4>{words.lastCalls}</h4>
          {story.hostcalls.length === 0 && <p className="soft">{words.noCalls}</p>}
          <table>
            <tbody>
              {story.hostcalls.map(({ at, text }) => (
                <tr key={at}>
                  <td>{stepNumber(report, at)}</td>
                  <td>{row(at, text)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

/** What an AssemblyScript guest says before it gives up ends with its place in the source. */
function SaidAt({ text }: { text: string }) {
  const commands = useCommands();
  const files = useSelected(({ project }) => project.current.files);
  const [, path = '', line, column] = / at (\S+):(\d+):(\d+)$/.exec(text) ?? [];
  if (!Object.hasOwn(files, path)) return null;
  const place = { line: Number(line), column: Number(column) };
  return (
    <button type="button" className="row-link" onClick={() => commands.openFile(path, place)}>
      {words.openSource(path, place.line)}
    </button>
  );
}

/** The close look at a record, once it is there: it repeats the run. */
function useLook(at: number | undefined): CloseLook | undefined {
  const commands = useCommands();
  const [look, setLook] = useState<CloseLook>();
  useEffect(() => {
    let isCurrent = true;
    if (at !== undefined) void commands.lookCloser(at).then((found) => isCurrent && setLook(found));
    return () => {
      isCurrent = false;
    };
  }, [at, commands]);
  return look?.at === at ? look : undefined;
}
