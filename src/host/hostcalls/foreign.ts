import { row, type Row } from '../abi/row.ts';
import { bytes, twoBytes } from '../abi/shapes.ts';
import { outU32, outWantedBytes } from '../abi/outputs.ts';

export const foreignRows: readonly Row[] = [
  row(
    'proxy_call_foreign_function',
    twoBytes((context, name, argument) => context.callForeignFunction(name, argument), outWantedBytes),
    { differs: 'A result whose place is null is thrown away.' },
  ),
  row(
    'envoy_resolve_dns',
    bytes((context, address) => context.resolveDns(address), outU32),
    { differs: "Envoy's own; not in the specification." },
  ),
];
