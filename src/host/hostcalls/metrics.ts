import { METRIC_TYPES } from '../../model/index.ts';
import { row, type Row } from '../abi/row.ts';
import { number, numberAndBytes, numberAndLong } from '../abi/shapes.ts';
import { outU32, outU64 } from '../abi/outputs.ts';
import { Status } from '../abi/status.ts';

export const metricRows: readonly Row[] = [
  row(
    'proxy_define_metric',
    numberAndBytes(
      (context, type, name) => (type < METRIC_TYPES.length ? context.defineMetric(type, name) : -Status.BadArgument),
      outU32,
    ),
    { differs: 'The type is looked at after the name; every call gives a new id, equal names share the value.' },
  ),
  row(
    'proxy_increment_metric',
    numberAndLong('i64', (context, id, offset) => context.incrementMetric(id, offset)),
    { differs: 'A counter takes offsets above 0 only.' },
  ),
  row(
    'proxy_record_metric',
    numberAndLong('u64', (context, id, value) => context.recordMetric(id, value)),
    { differs: 'Recording on a counter adds to it.' },
  ),
  row(
    'proxy_get_metric',
    number((context, id) => context.metric(id), outU64),
  ),
];
