import { type DragEvent, Fragment, type KeyboardEvent, useState } from 'react';
import { isOverlapping, type NamedRequest } from '../../../model/index.ts';
import { useCommands } from '../../app-context.tsx';
import { TextEntry } from '../../parts/TextEntry.tsx';
import { words } from './request.words.ts';
import { waitText } from './wait-text.ts';

interface RequestStripProps {
  readonly requests: readonly NamedRequest[];
  readonly selected: string;
  readonly isSequence: boolean;
  readonly renaming: string | undefined;
  readonly onRename: (id: string | undefined) => void;
}

/** The named requests in their order: choose, drag or Alt and an arrow to move, double-click or F2 to rename. */
export function RequestStrip({ requests, selected, isSequence, renaming, onRename }: RequestStripProps) {
  const commands = useCommands();
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<number>();
  const onKeyDown =
    ({ id }: NamedRequest, index: number) =>
    (event: KeyboardEvent<HTMLButtonElement>) => {
      const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
      if (event.key === 'F2') onRename(id);
      if (step === 0) return;
      event.preventDefault();
      if (event.altKey) commands.moveRequest(id, index + step);
      else {
        const next = event.currentTarget.closest('ol')?.querySelectorAll<HTMLElement>('button')[index + step];
        next?.focus();
        next?.click();
      }
    };
  const onDrop = (event: DragEvent, index: number) => {
    if (dragged === undefined) return;
    event.preventDefault();
    commands.moveRequest(dragged, index);
    setOver(undefined);
  };
  return (
    <ol className="request-strip" aria-label={words.requests}>
      {requests.map((request, index) => {
        const { id, name, method, waitMs } = request;
        const overlaps = isOverlapping(requests[index - 1], request);
        return (
          <Fragment key={id}>
            {isSequence && (index > 0 || waitMs > 0) && (
              <li className="request-wait" aria-hidden title={overlaps ? words.overlaps : undefined}>
                {waitMs > 0 && `${waitText(waitMs)} `}
                {overlaps ? '∥' : '→'}
              </li>
            )}
            <li data-over={(over === index && dragged !== id) || undefined}>
              {renaming === id ? (
                <TextEntry
                  isFocused
                  className="input request-name"
                  name={words.renameOf(name)}
                  value={name}
                  onCommit={(to) => {
                    commands.editRequest(id, { name: to });
                    onRename(undefined);
                  }}
                  onCancel={() => onRename(undefined)}
                />
              ) : (
                <button
                  type="button"
                  className="request-chip"
                  aria-current={id === selected ? 'true' : undefined}
                  title={name}
                  draggable
                  onDragStart={() => setDragged(id)}
                  onDragOver={(event) => {
                    if (dragged === undefined) return;
                    event.preventDefault();
                    setOver(index);
                  }}
                  onDrop={(event) => onDrop(event, index)}
                  onDragEnd={() => {
                    setDragged(undefined);
                    setOver(undefined);
                  }}
                  onClick={() => commands.selectRequest(id)}
                  onDoubleClick={() => onRename(id)}
                  onKeyDown={onKeyDown(request, index)}
                >
                  {isSequence && <span className="count">{index + 1}</span>}
                  {isSequence && overlaps && <span className="for-readers">{words.overlaps}</span>}
                  <span className="method-word">{method}</span>
                  <span className="request-chip-name">{name}</span>
                </button>
              )}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
