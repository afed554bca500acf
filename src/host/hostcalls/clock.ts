import { row, type Row } from '../abi/row.ts';
import { noInput, number } from '../abi/shapes.ts';
import { outU64, status } from '../abi/outputs.ts';

export const clockRows: readonly Row[] = [
  row(
    'proxy_get_current_time_nanoseconds',
    noInput((context) => context.now(), outU64),
  ),
  row(
    'proxy_set_tick_period_milliseconds',
    number((context, period) => context.setTickPeriod(period), status),
    { differs: 'Called for a stream it sets the timer of the root context.' },
  ),
];
