import { HOSTCALLS, hostcallSpec, type HostcallInfo } from '../../model/index.ts';
import { agrees, type Row } from '../abi/row.ts';
import { bufferRows } from './buffers.ts';
import { clockRows } from './clock.ts';
import { foreignRows } from './foreign.ts';
import { grpcRows } from './grpc.ts';
import { headerRows } from './headers.ts';
import { httpCallRows } from './http-call.ts';
import { lifecycleRows } from './lifecycle.ts';
import { logRows } from './log.ts';
import { metricRows } from './metrics.ts';
import { propertyRows } from './properties.ts';
import { queueRows } from './queues.ts';
import { sharedDataRows } from './shared-data.ts';
import { streamRows } from './streams.ts';
import { wasiRows } from './wasi.ts';

const rows = new Map<string, Row>(
  [
    ...logRows,
    ...headerRows,
    ...bufferRows,
    ...propertyRows,
    ...streamRows,
    ...httpCallRows,
    ...grpcRows,
    ...metricRows,
    ...sharedDataRows,
    ...queueRows,
    ...clockRows,
    ...foreignRows,
    ...lifecycleRows,
    ...wasiRows,
  ].map((row) => [row.name, row]),
);

function rowOf(info: HostcallInfo): Row {
  const row = rows.get(info.name);
  if (row === undefined) throw new Error(`no row for ${info.module}.${info.name}`);
  if (!agrees(row.shape, info)) throw new Error(`the row of ${info.name} has other parameters than its description`);
  return row;
}

/** A row with the link to the paragraph that it implements. */
interface SpecifiedRow extends Row {
  readonly spec: string;
}

/** One row for each of `HOSTCALLS`, at the same position. */
export const HOSTCALL_ROWS: readonly SpecifiedRow[] = HOSTCALLS.map((info) => ({
  ...rowOf(info),
  spec: hostcallSpec(info),
}));
