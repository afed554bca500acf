import { decodePairs } from '../../model/index.ts';
import { row, type Row } from '../abi/row.ts';
import { number, numberAndBytes, numberAndTwoBytes } from '../abi/shapes.ts';
import { outBytesOrEmpty, outPairs, outU32, status } from '../abi/outputs.ts';

export const headerRows: readonly Row[] = [
  row(
    'proxy_get_header_map_value',
    numberAndBytes((context, map, name) => context.headerValue(map, name), outBytesOrEmpty),
    { differs: 'In ABI 0.1.0 a missing header is Ok with address 0 and size 0.' },
  ),
  row(
    'proxy_add_header_map_value',
    numberAndTwoBytes((context, map, name, value) => context.addHeader(map, name, value)),
    { differs: 'Headers of which Envoy keeps one entry are joined with a comma.' },
  ),
  row(
    'proxy_replace_header_map_value',
    numberAndTwoBytes((context, map, name, value) => context.replaceHeader(map, name, value)),
    { differs: 'All entries of the name go and one is appended at the end.' },
  ),
  row(
    'proxy_remove_header_map_value',
    numberAndBytes((context, map, name) => context.removeHeader(map, name), status),
  ),
  row(
    'proxy_get_header_map_pairs',
    number((context, map) => context.headerPairs(map), outPairs),
    { differs: 'A map that is empty or out of reach is Ok with address 0 and size 0.' },
  ),
  row(
    'proxy_set_header_map_pairs',
    numberAndBytes(
      (context, map, pairs) => context.setHeaderPairs(map, decodePairs(pairs.bytes, pairs.start, pairs.size)),
      status,
      'pairs',
    ),
    { differs: 'Malformed pairs are Ok and empty the map.' },
  ),
  row(
    'proxy_get_header_map_size',
    number((context, map) => context.headerMapSize(map), outU32),
    { differs: 'The bytes of names and values, not those of the serialized map.' },
  ),
];
