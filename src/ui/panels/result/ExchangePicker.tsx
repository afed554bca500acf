import { RotateCcw } from 'lucide-react';
import type { Exchange } from '../../../model/index.ts';
import { useCommands } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { words } from './result.words.ts';

/** Several requests went through one proxy: which of them is on show. */
export function ExchangePicker({ exchanges, selected }: { exchanges: readonly Exchange[]; selected: number }) {
  const commands = useCommands();
  if (exchanges.length < 2) return null;
  return (
    <span className="exchange-picker">
      <select
        className="input"
        aria-label={words.exchange}
        value={selected}
        onChange={(event) => commands.selectExchange(Number(event.target.value))}
      >
        {exchanges.map(({ method, path, response }, index) => (
          <option key={index} value={index}>
            {words.exchangeLabel(index + 1, method, path, response.status)}
          </option>
        ))}
      </select>
      <IconButton small name={words.restart} icon={<RotateCcw />} onClick={() => commands.restartSession()} />
    </span>
  );
}
