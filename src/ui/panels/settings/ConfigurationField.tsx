import { Check, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { bytesOfText } from '../../../model/index.ts';
import { Button } from '../../parts/Button.tsx';
import { hexRows } from './hex-rows.ts';
import { formattedJson, jsonFault, looksLikeJson } from './json-check.ts';
import { Choice } from '../../parts/Choice.tsx';
import { words } from './settings.words.ts';

interface ConfigurationFieldProps {
  readonly name: string;
  readonly value: string;
  /** What the guest gets, in a few words. */
  readonly received: (size: number) => string;
  readonly onChange: (value: string) => void;
}

/** A configuration as text or as JSON that is checked while it is typed, and the bytes that arrive. */
export function ConfigurationField({ name, value, received, onChange }: ConfigurationFieldProps) {
  const [chosen, setChosen] = useState<'text' | 'json'>();
  const area = useRef<HTMLTextAreaElement>(null);
  const form = chosen ?? (looksLikeJson(value) ? 'json' : 'text');
  const fault = form === 'json' && value !== '' ? jsonFault(value) : undefined;
  const formatted = form === 'json' && value !== '' ? formattedJson(value) : undefined;
  const goToFault = () => {
    const { current } = area;
    if (current === null || fault === undefined) return;
    current.focus();
    current.setSelectionRange(fault.offset, fault.offset + 1);
  };
  return (
    <>
      <div className="configuration-head">
        <span>{name}</span>
        <div className="configuration-tools">
          {form === 'json' && (
            <Button
              small
              look="quiet"
              disabled={formatted === undefined || formatted === value}
              onClick={() => formatted !== undefined && onChange(formatted)}
            >
              {words.format}
            </Button>
          )}
          <Choice
            name={words.kindOf(name)}
            value={form}
            onChange={setChosen}
            options={{ text: words.text, json: words.json }}
          />
        </div>
      </div>
      <textarea
        ref={area}
        className="input mono"
        aria-label={name}
        aria-invalid={fault !== undefined || undefined}
        rows={Math.min(16, Math.max(4, value.split('\n').length + 1))}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <output className="settings-said">
        {fault && (
          <span className="settings-fault">
            <TriangleAlert size={14} aria-hidden />
            <span>{words.fault(fault)}</span>
            <Button small onClick={goToFault}>
              {words.goToFault}
            </Button>
          </span>
        )}
        {form === 'json' && value !== '' && !fault && (
          <span className="settings-help">
            <Check size={12} aria-hidden /> {words.isJson}
          </span>
        )}
      </output>
      <Received value={value} said={received} />
    </>
  );
}

/** The bytes that the guest gets, as a hex dump with the text beside it. */
function Received({ value, said }: { value: string; said: (size: number) => string }) {
  const bytes = bytesOfText(value);
  if (bytes.length === 0) return <p className="settings-help">{said(0)}.</p>;
  const rows = hexRows(bytes);
  const left = bytes.length - rows.length * 16;
  return (
    <details className="received">
      <summary>{said(bytes.length)}</summary>
      {/* It scrolls: the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="hex-dump" tabIndex={0} aria-label={words.dump}>
        {rows.map(({ offset, hex, text }) => (
          <span key={offset}>
            <i>{offset}</i> {hex.padEnd(47)} <b>{text}</b>
            {'\n'}
          </span>
        ))}
        {left > 0 && words.more(left)}
      </pre>
    </details>
  );
}
