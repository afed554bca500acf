import { isMap, isScalar } from 'yaml';
import type { Place } from '../place.ts';
import { typePrefix, typeToday } from './names.ts';

/** The message that an Any holds, without the prefix. */
export const messageOf = (any: Place): string => (any.text('@type') ?? '').replace(/^.*\//, '');

/** An Any with an `@type` of today: TypedStructs unwrapped, v2 messages renamed, a missing type given. */
export function repairTyped(any: Place, usualType: string | undefined): void {
  unwrapTypedStruct(any);
  const type = any.text('@type');
  if (type === undefined) {
    if (usualType === undefined) return;
    any.set('@type', typePrefix + usualType, { isFirst: true });
    any.repaired('type-by-name', { to: `@type ${usualType}` });
    return;
  }
  const message = type.replace(/^.*\//, '');
  const today = typeToday(message);
  if (today !== message) any.repairText('old-type', '@type', typePrefix + today);
  else if (!type.includes('/')) any.repairText('type-prefix', '@type', typePrefix + type);
}

const typedStructs = ['udpa.type.v1.TypedStruct', 'xds.type.v3.TypedStruct'];

function unwrapTypedStruct(any: Place): void {
  if (!typedStructs.includes(messageOf(any))) return;
  const inner = any.text('type_url')?.replace(/^.*\//, '');
  const value = any.get('value');
  if (inner === undefined || (value !== undefined && !isMap(value) && !isScalar(value))) return;
  any.repaired('typed-struct', { from: messageOf(any), to: inner });
  any.take('type_url');
  any.take('value');
  any.set('@type', typePrefix + inner, { isFirst: true });
  if (isMap(value)) any.map.items.push(...value.items.filter(({ key }) => !(isScalar(key) && key.value === '@type')));
}
