import { type FormEvent, useState } from 'react';
import type { ExpectedClaim } from '../../../state/index.ts';
import { Button } from '../../parts/Button.tsx';
import { asksFor, type ClaimDraft, claimKinds, claimOf, logLevels } from './claim-form.ts';
import { words } from './checks.words.ts';

interface ClaimFormProps {
  readonly draft: ClaimDraft;
  readonly onKeep: (claim: ExpectedClaim) => void;
  readonly onCancel: () => void;
}

const modes = ['is', 'any', 'absent'] as const;

/** Writes a claim, or changes one. */
export function ClaimForm({ draft: first, onKeep, onCancel }: ClaimFormProps) {
  const [draft, setDraft] = useState(first);
  const { kind, name, value, mode, level } = draft;
  const asks = asksFor(kind);
  const claim = claimOf(draft);
  const set = (fields: Partial<ClaimDraft>) => setDraft({ ...draft, ...fields });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (claim) onKeep(claim);
  };
  return (
    // Escape gives up, wherever in the form the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="claim-form"
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <select
        className="input"
        aria-label={words.kind}
        // A form that somebody asked for takes the focus.
        ref={focusOnce}
        value={kind}
        onChange={(event) => {
          const to = claimKinds.find((one) => one === event.target.value);
          if (to) set({ kind: to, value: '', ...(!asksFor(to).name && { name: '' }) });
        }}
      >
        {claimKinds.map((one) => (
          <option key={one} value={one}>
            {words.kinds[one]}
          </option>
        ))}
      </select>
      {asks.name && (
        <input
          className="input mono"
          aria-label={nameHint(draft)}
          placeholder={nameHint(draft)}
          value={name}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => set({ name: event.target.value })}
        />
      )}
      {asks.mode && (
        <select
          className="input"
          aria-label={words.mode}
          value={mode}
          onChange={(event) => set({ mode: modes.find((one) => one === event.target.value) ?? 'is' })}
        >
          {modes.map((one) => (
            <option key={one} value={one}>
              {words.modes[one]}
            </option>
          ))}
        </select>
      )}
      {(!asks.mode || mode === 'is') && (
        <input
          className="input mono"
          aria-label={words.value}
          placeholder={valueHint(draft)}
          value={value}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => set({ value: event.target.value })}
        />
      )}
      {asks.level && (
        <select
          className="input"
          aria-label={words.level}
          value={level}
          onChange={(event) => set({ level: event.target.value })}
        >
          {logLevels.map((one) => (
            <option key={one} value={one}>
              {one === '' ? words.anyLevel : one}
            </option>
          ))}
        </select>
      )}
      <Button small type="submit" look="primary" disabled={claim === undefined}>
        {words.keep}
      </Button>
      <Button small look="quiet" onClick={onCancel}>
        {words.cancel}
      </Button>
    </form>
  );
}

const focusOnce = (element: HTMLElement | null) => element?.focus();

function nameHint({ kind }: ClaimDraft): string {
  const { json, hostcalls, callbacks, metrics, other } = words.names;
  const hints: Partial<Record<ClaimDraft['kind'], string>> = { json, hostcalls, callbacks, metrics };
  return hints[kind] ?? other;
}

function valueHint({ kind }: ClaimDraft): string {
  if (kind === 'hostcalls' || kind === 'callbacks') return words.values.count;
  if (kind === 'localReply') return words.values.localReply;
  return kind === 'json' ? words.values.json : words.values.other;
}
