import { FileUp } from 'lucide-react';
import { useId, useRef } from 'react';
import { Button } from '../../parts/Button.tsx';
import { byteNotations } from './bytes-text.ts';
import { words } from './bytes.words.ts';
import type { BytesDraft } from './use-bytes-draft.ts';

interface BytesToolsProps {
  readonly draft: BytesDraft;
  readonly count: number;
  /** Undefined: it is sent whole. */
  readonly onWhole: (() => void) | undefined;
}

/** How bytes are written, a file to take them from, and what is wrong with them. */
export function BytesTools({ draft: { notation, read, write, take }, count, onWhole }: BytesToolsProps) {
  const file = useRef<HTMLInputElement>(null);
  const group = useId();
  return (
    <>
      <div className="choice" role="radiogroup" aria-label={words.notation}>
        {byteNotations.map((one) => (
          <label key={one}>
            <input type="radio" name={group} checked={one === notation} onChange={() => write(one)} />
            {words.notations[one]}
          </label>
        ))}
      </div>
      <Button small look="quiet" onClick={() => file.current?.click()}>
        <FileUp aria-hidden />
        {words.file}
      </Button>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={words.file}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = ''; // the same file may be chosen again
        }}
      />
      {onWhole && (
        <Button small look="quiet" onClick={onWhole}>
          {words.whole}
        </Button>
      )}
      <output className={read.kind === 'bytes' ? 'faint' : 'problem'}>
        {read.kind === 'bytes' ? words.count(count) : words.wrong(read)}
      </output>
    </>
  );
}

export function BytesText({ draft: { notation, text, read, type } }: { draft: BytesDraft }) {
  return (
    <div className="body-editor">
      <textarea
        className="bytes-text mono"
        aria-label={words.text}
        aria-invalid={read.kind !== 'bytes'}
        placeholder={words.hints[notation]}
        value={text}
        spellCheck={false}
        onChange={({ target: { value } }) => type(value)}
      />
    </div>
  );
}
