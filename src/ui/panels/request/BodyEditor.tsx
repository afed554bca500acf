import { Scissors, X } from 'lucide-react';
import { Fragment, useRef } from 'react';
import { bytesOfText, type NamedRequest } from '../../../model/index.ts';
import type { RequestFields } from '../../../state/index.ts';
import { Button } from '../../parts/Button.tsx';
import { moveSplits, piecesOf, properSplits } from './splits.ts';
import { tabWords as words } from './tabs.words.ts';

interface BodyEditorProps {
  readonly request: NamedRequest;
  readonly onChange: (fields: RequestFields) => void;
}

export function BodyEditor({ request: { body, splits }, onChange }: BodyEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const pieces = piecesOf(body, splits);
  const splitHere = () => {
    const at = area.current?.selectionStart ?? 0;
    onChange({ splits: properSplits(body, [...splits, at]) });
    area.current?.focus();
  };
  const join = (index: number) => onChange({ splits: splits.filter((_, place) => place !== index) });
  return (
    <div className="body-editor">
      <div className="body-text">
        <div className="split-marks" ref={marks} aria-hidden>
          {pieces.map((piece, index) => (
            <Fragment key={index}>
              {index > 0 && <i />}
              {piece}
            </Fragment>
          ))}
        </div>
        <textarea
          ref={area}
          aria-label={words.bodyText}
          placeholder={words.bodyHint}
          value={body}
          spellCheck={false}
          onScroll={(event) => marks.current?.scrollTo({ top: event.currentTarget.scrollTop })}
          onChange={({ target: { value } }) => onChange({ body: value, splits: moveSplits(body, value, splits) })}
        />
      </div>
      <div className="piece-tools">
        <Button small onClick={splitHere} disabled={body.length < 2}>
          <Scissors aria-hidden />
          {words.split}
        </Button>
        {splits.length > 0 && (
          <Button small look="quiet" onClick={() => onChange({ splits: [] })}>
            {words.whole}
          </Button>
        )}
        <span className="faint">{words.splitHint}</span>
      </div>
      {splits.length > 0 && (
        <ol className="pieces">
          {pieces.map((piece, index) => (
            <li key={index}>
              {words.piece(index + 1, bytesOfText(piece).length)}
              <code>{piece.length > 40 ? `${piece.slice(0, 40)}…` : piece}</code>
              {index < splits.length && (
                <Button
                  small
                  look="quiet"
                  className="icon"
                  aria-label={words.join(index + 1)}
                  onClick={() => join(index)}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
