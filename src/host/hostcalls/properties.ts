import { row, type Row } from '../abi/row.ts';
import { bytes, noInput, twoBytes } from '../abi/shapes.ts';
import { outBytes, status } from '../abi/outputs.ts';

export const propertyRows: readonly Row[] = [
  row(
    'proxy_get_property',
    bytes((context, path) => context.property(path), outBytes),
    { differs: 'An empty path, and the root of a tree, is a serialization failure.' },
  ),
  row(
    'proxy_set_property',
    twoBytes((context, path, value) => context.setProperty(path, value), status),
    { differs: 'Stored as filter state under the whole path; a path of several segments cannot be read back.' },
  ),
  row(
    'proxy_get_configuration',
    noInput((context) => context.configuration(), outBytes),
    { differs: 'The plugin configuration inside configure, the VM configuration everywhere else.' },
  ),
];
