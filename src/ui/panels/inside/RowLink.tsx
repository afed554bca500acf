import type { Report } from '../../../model/index.ts';
import { callbackAt } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import { callbackName } from './callback-name.ts';
import { words } from './inside.words.ts';

interface RowLinkProps {
  readonly report: Report;
  readonly vm: number;
  /** Position of the row in the trace. */
  readonly at: number;
  /** Without the filter's number, where that stands beside it. */
  readonly isBare?: boolean;
  /** Without the time. */
  readonly isTimeless?: boolean;
}

/** The row in which something happened: lights it up, and goes there. */
export function RowLink({ report, vm, at, isBare = false, isTimeless = false }: RowLinkProps) {
  const commands = useCommands();
  const callback = callbackAt(report, vm, at);
  const name = callback ? callbackName(callback.callback) : words.vm(vm);
  const light = (on: boolean) => commands.lightRow(on ? at : undefined);
  return (
    <button
      type="button"
      className="row-link"
      title={words.goTo(name)}
      onClick={() => commands.showRow(at)}
      onPointerEnter={() => light(true)}
      onPointerLeave={() => light(false)}
      onFocus={() => light(true)}
      onBlur={() => light(false)}
    >
      {!isBare && callback && callback.plugin >= 0 && callback.exchange >= 0 && (
        <FilterNumber index={callback.plugin} />
      )}
      <span className="mono">{name}</span>
      {callback && !isTimeless && <span className="faint">{words.atMs(callback.ms)}</span>}
      <span className="for-readers">{words.showRow}</span>
    </button>
  );
}
