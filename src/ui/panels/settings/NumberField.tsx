import { useState } from 'react';
import { Field } from '../../parts/Field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly help?: string;
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed stays as it is until it is one; leaving shows what counts. */
export function NumberField({ label, value, min = 0, max, help, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string>();
  const type = (text: string) => {
    setDraft(text);
    const number = Number(text);
    if (text.trim() !== '' && Number.isInteger(number) && number >= min && number <= max) onChange(number);
  };
  return (
    <Field label={label}>
      <input
        className="input mono"
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        value={draft ?? value}
        title={help}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(undefined)}
      />
      {help !== undefined && <small className="settings-help">{help}</small>}
    </Field>
  );
}
