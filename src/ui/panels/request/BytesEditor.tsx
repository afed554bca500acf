import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { latin1OfBytes, type NamedRequest } from '../../../model/index.ts';
import type { RequestFields } from '../../../state/index.ts';
import { Button } from '../../parts/Button.tsx';
import {
  type ByteNotation,
  byteNotations,
  MOST_BYTES,
  type ReadBytes,
  readBytes,
  textOfByteString,
} from './bytes-text.ts';
import { words } from './bytes.words.ts';

interface BytesEditorProps {
  readonly request: NamedRequest;
  readonly onChange: (fields: RequestFields) => void;
}

const nothingTyped = { text: '', of: '' };

/** A body that is bytes: written as hex or base64, or taken from a file. */
export function BytesEditor({ request: { body, splits }, onChange }: BytesEditorProps) {
  const file = useRef<HTMLInputElement>(null);
  const [notation, setNotation] = useState<ByteNotation>('hex');
  const [draft, setDraft] = useState(nothingTyped);
  const [tooLarge, setTooLarge] = useState(0);
  // What was typed stands as it was typed for as long as it is these bytes.
  const isTyped = draft.text !== '' && draft.of === body;
  const text = isTyped ? draft.text : textOfByteString(body, notation);
  const read: ReadBytes = tooLarge > 0 ? { kind: 'too-many', count: tooLarge } : readBytes(text, notation);
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    // Before it is read: it may be larger than what a page can hold.
    setTooLarge(chosen.size > MOST_BYTES ? chosen.size : 0);
    if (chosen.size > MOST_BYTES) return;
    setDraft(nothingTyped);
    onChange({ body: latin1OfBytes(new Uint8Array(await chosen.arrayBuffer())), splits: [] });
  };
  const type = (typed: string) => {
    const next = readBytes(typed, notation);
    const bytes = next.kind === 'bytes' ? next.bytes : body;
    setTooLarge(0);
    setDraft({ text: typed, of: bytes });
    if (bytes !== body) onChange({ body: bytes, splits: [] });
  };
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
      <div className="piece-tools">
        <div className="segments" role="radiogroup" aria-label={words.notation}>
          {byteNotations.map((one) => (
            <label key={one} className="segment">
              <input
                type="radio"
                name="byte-notation"
                checked={one === notation}
                onChange={() => {
                  setNotation(one);
                  setDraft(nothingTyped);
                }}
              />
              {words.notations[one]}
            </label>
          ))}
        </div>
        <Button small onClick={() => file.current?.click()}>
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
        {splits.length > 0 && (
          <Button small look="quiet" onClick={() => onChange({ splits: [] })}>
            {words.whole}
          </Button>
        )}
        <output className={read.kind === 'bytes' ? 'faint' : 'problem'}>
          {read.kind === 'bytes' ? words.count(body.length) : words.wrong(read)}
        </output>
      </div>
    </div>
  );
}
