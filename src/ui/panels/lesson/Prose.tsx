import { CornerDownLeft, Play, TextCursorInput } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import type { Block, CodeBlock, Inline } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { words } from './lesson.words.ts';

/** Prose of a lesson. It is data, and nothing in it is markup. */
export function Prose({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => <Part key={index} block={block} />);
}

function Part({ block }: { block: Block }): ReactNode {
  const pictures = useSelected(({ lesson }) => lesson.open?.pictures);
  switch (block.kind) {
    case 'heading':
      return (
        <h4>
          <Line content={block.content} />
        </h4>
      );
    case 'paragraph':
      return (
        <p>
          <Line content={block.content} />
        </p>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Prose blocks={item} />
        </li>
      ));
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'note':
      return (
        <aside className="lesson-note">
          <Prose blocks={block.content} />
        </aside>
      );
    case 'image':
      return <img src={pictures?.[block.source]} alt={block.text} />;
    case 'code':
      return <Code block={block} />;
  }
}

const CONTROLS: ReadonlySet<Inline['kind']> = new Set(['pane', 'request', 'file']);

/** The signs with which a text goes on behind a control: a line must not begin with them. */
function signsBehind(content: readonly Inline[], index: number): string {
  const [control, text] = [content[index], content[index + 1]];
  if (control === undefined || !CONTROLS.has(control.kind) || text?.kind !== 'text') return '';
  return /^[.,:;!?)]*/.exec(text.text)?.[0] ?? '';
}

function Line({ content }: { content: readonly Inline[] }): ReactNode {
  return content.map((inline, index) => {
    const signs = signsBehind(content, index);
    if (signs === '') {
      const taken = signsBehind(content, index - 1).length;
      const rest = inline.kind === 'text' ? { ...inline, text: inline.text.slice(taken) } : inline;
      return <Word key={index} inline={rest} />;
    }
    return (
      <span key={index} className="lesson-kept">
        <Word inline={inline} />
        {signs}
      </span>
    );
  });
}

function Word({ inline }: { inline: Inline }): ReactNode {
  const commands = useCommands();
  const tutor = () => commands.tutor();
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return (
        <strong>
          <Line content={inline.content} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Line content={inline.content} />
        </em>
      );
    case 'link':
      return (
        <a href={inline.to} target="_blank" rel="noreferrer">
          <Line content={inline.content} />
        </a>
      );
    case 'pane':
      return <Pointer content={inline.content} onClick={() => void tutor().then((it) => it.show(inline.pane))} />;
    case 'request':
      return (
        <button type="button" className="lesson-send" onClick={() => void tutor().then((it) => it.send(inline.name))}>
          <Play aria-hidden />
          <Line content={inline.content} />
        </button>
      );
    case 'file': {
      const { path, line, toLine } = inline;
      const open = () => {
        commands.openFile(path, ...(line > 0 ? [{ line, column: 1, toLine }] : []));
        commands.setView({ pane: 'code' });
      };
      return <Pointer content={inline.content} onClick={open} />;
    }
  }
}

function Pointer({ content, onClick }: { content: readonly Inline[]; onClick: () => void }) {
  return (
    <button type="button" className="lesson-pointer" onClick={onClick}>
      <Line content={content} />
    </button>
  );
}

function Code({ block: { lines, act } }: { block: CodeBlock }) {
  const commands = useCommands();
  const text = lines.map((line) => line.map((token) => token.text).join('')).join('\n');
  return (
    <div className="lesson-code">
      {/* What scrolls must take the focus, so that keys can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code>
          {lines.map((line, index) => (
            <Fragment key={index}>
              {line.map((token, at) => (
                <span key={at} data-token={token.kind === 'plain' ? undefined : token.kind}>
                  {token.text}
                </span>
              ))}
              {'\n'}
            </Fragment>
          ))}
        </code>
      </pre>
      {act?.kind === 'type' && (
        <Button small look="quiet" aria-label={words.typed} onClick={() => void commands.enterLine(text)}>
          <CornerDownLeft aria-hidden />
          {words.run}
        </Button>
      )}
      {act?.kind === 'put' && (
        <Button small look="quiet" onClick={() => void commands.tutor().then((it) => it.put(text, act))}>
          <TextCursorInput aria-hidden />
          {words.put(act.file)}
        </Button>
      )}
    </div>
  );
}
