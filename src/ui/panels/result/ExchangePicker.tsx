import { type Sent, sentIn } from '../../../model/index.ts';
import { RotateCcw } from 'lucide-react';
import { type RunResult } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { words } from './result.words.ts';

interface ExchangePickerProps {
  readonly result: RunResult;
  readonly exchange: number;
  readonly connection: number;
}

/** Several requests went through one proxy: which of them is on show. */
export function ExchangePicker({ result: { report, requests }, exchange, connection }: ExchangePickerProps) {
  const commands = useCommands();
  const sent = sentIn(report);
  if (sent.length < 2) return null;
  const labelOf = ({ kind, index }: Sent, at: number) => {
    const shown = report.exchanges[index];
    if (kind === 'connection' || shown === undefined) return words.connectionLabel(at + 1, requests[at]?.name ?? '');
    return words.exchangeLabel(at + 1, shown.method, shown.path, shown.response.status);
  };
  return (
    <span className="exchange-picker">
      <select
        className="input"
        aria-label={words.exchange}
        value={sent.findIndex(({ kind, index }) => index === (kind === 'exchange' ? exchange : connection))}
        onChange={(event) => {
          const chosen = sent[Number(event.target.value)];
          if (chosen) commands.selectSent(chosen);
        }}
      >
        {sent.map((one, at) => (
          <option key={at} value={at}>
            {labelOf(one, at)}
          </option>
        ))}
      </select>
      <IconButton small name={words.restart} icon={<RotateCcw />} onClick={() => commands.restartSession()} />
    </span>
  );
}
