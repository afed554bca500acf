import { useState } from 'react';
import type { CloseLook } from '../../../model/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { hexOf } from '../result/body-text.ts';
import { Section } from './Section.tsx';
import { words } from './timeline.words.ts';

type Looked = { readonly kind: 'looking' } | { readonly kind: 'seen'; readonly look: CloseLook | undefined };

/** Pointers, memory and the guest's stack at a hostcall, got by repeating the run up to it. */
export function CloserLook({ at }: { at: number }) {
  const commands = useCommands();
  const [looked, setLooked] = useState<Looked>();
  const look = async () => {
    setLooked({ kind: 'looking' });
    setLooked({ kind: 'seen', look: await commands.lookCloser(at) });
  };
  return (
    <Section title={words.closer}>
      <Button small look="quiet" onClick={() => void commands.showSource(at)} data-tip={words.showSourceTip}>
        {words.showSource}
      </Button>
      {looked === undefined && (
        <Button small onClick={() => void look()}>
          {words.lookCloser}
        </Button>
      )}
      {looked?.kind === 'looking' && <p className="faint">{words.looking}</p>}
      {looked?.kind === 'seen' && (looked.look === undefined ? <p>{words.noCloser}</p> : <Seen look={looked.look} />)}
    </Section>
  );
}

function Seen({ look: { args, result, memory, memorySize, frames } }: { look: CloseLook }) {
  const commands = useCommands();
  return (
    <div className="tl-closer-look">
      <p>
        <span className="soft">{words.rawArgs}</span> <code>{args.map(rawText).join(', ')}</code>
        {result !== undefined && (
          <>
            {' '}
            <span className="soft">{words.rawResult}</span> <code>{String(result)}</code>
          </>
        )}
      </p>
      {memory.map(({ name, pointer, size, bytes }, index) => (
        <div key={index} className="tl-bytes-view">
          <div className="tl-bytes-head">
            <span className="mono">{words.memory(name, pointer)}</span>
            <span className="faint">{words.bytes(size)}</span>
          </div>
          <pre className="code-block">{hexOf(bytes)}</pre>
          {bytes.length < size && <span className="faint">{words.cut(bytes.length)}</span>}
        </div>
      ))}
      <p className="faint">{words.memorySize(memorySize)}</p>
      {frames.length > 0 && (
        <>
          <p className="soft">{words.stack}</p>
          <ol className="tl-frames mono">
            {frames.map(({ functionIndex, functionName, source }, index) => (
              <li key={index}>
                {functionName === '' ? words.unnamed(functionIndex) : functionName}{' '}
                {source && (
                  <button type="button" className="tl-link" onClick={() => commands.openFile(source.path, source)}>
                    {words.openSource(source.path, source.line)}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

/** Pointers and lengths as a debugger shows them. */
const rawText = (value: number | bigint): string => (value > 0xffff ? `0x${value.toString(16)}` : value.toString());
