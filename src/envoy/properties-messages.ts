import { bytesOfLatin1, latin1OfText, NO_BYTES, joinBytes } from '../model/index.ts';
import {
  bool,
  double,
  list,
  mapOf,
  NULL,
  string,
  uint,
  type CelMap,
  type CelMessage,
  type CelValue,
} from './cel/value.ts';
import { isObject, type MessageData } from './xds.ts';

type FieldType = 'string' | 'uint32' | 'Struct' | 'Any' | MessageName;

interface Field {
  readonly number: number;
  readonly type: FieldType;
  readonly of?: 'map' | 'list';
}

export type MessageName =
  'Metadata' | 'Locality' | 'Node' | 'BuildVersion' | 'SemanticVersion' | 'Extension' | 'Address';

/** The messages that attributes hold, field by field, as in Envoy's .proto files. */
const MESSAGES: Readonly<Record<MessageName, Readonly<Record<string, Field>>>> = {
  Metadata: {
    filter_metadata: { number: 1, type: 'Struct', of: 'map' },
    typed_filter_metadata: { number: 2, type: 'Any', of: 'map' },
  },
  Locality: {
    region: { number: 1, type: 'string' },
    zone: { number: 2, type: 'string' },
    sub_zone: { number: 3, type: 'string' },
  },
  Node: {
    id: { number: 1, type: 'string' },
    cluster: { number: 2, type: 'string' },
    metadata: { number: 3, type: 'Struct' },
    locality: { number: 4, type: 'Locality' },
    user_agent_name: { number: 6, type: 'string' },
    user_agent_version: { number: 7, type: 'string' },
    user_agent_build_version: { number: 8, type: 'BuildVersion' },
    extensions: { number: 9, type: 'Extension', of: 'list' },
    client_features: { number: 10, type: 'string', of: 'list' },
    listening_addresses: { number: 11, type: 'Address', of: 'list' },
    dynamic_parameters: { number: 12, type: 'Any', of: 'map' },
  },
  BuildVersion: { version: { number: 1, type: 'SemanticVersion' }, metadata: { number: 2, type: 'Struct' } },
  SemanticVersion: {
    major_number: { number: 1, type: 'uint32' },
    minor_number: { number: 2, type: 'uint32' },
    patch: { number: 3, type: 'uint32' },
  },
  Extension: { name: { number: 1, type: 'string' }, category: { number: 2, type: 'string' } },
  Address: {},
};

function fieldOf(name: MessageName, field: string): Field | undefined {
  const fields = MESSAGES[name];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** A message of a configuration as an attribute: its fields can be read, the whole is serialized. */
export function messageOf(name: MessageName, data: MessageData): CelMessage {
  return {
    kind: 'message',
    field(wanted) {
      const field = fieldOf(name, wanted);
      return field === undefined ? undefined : fieldValue(field, data[wanted]);
    },
    has(wanted) {
      return fieldOf(name, wanted) === undefined ? undefined : isSet(data[wanted]);
    },
    encode: () => encodeMessage(name, data),
  };
}

function isSet(data: unknown): boolean {
  if (isObject(data)) return Object.keys(data).length > 0;
  if (Array.isArray(data)) return data.length > 0;
  return data !== undefined && data !== '' && data !== 0 && data !== false;
}

function fieldValue({ type, of }: Field, data: unknown): CelValue {
  if (of === 'list') return list((Array.isArray(data) ? data : []).map((item) => single(type, item)));
  if (of === undefined) return single(type, data);
  return mapOf(Object.entries(isObject(data) ? data : {}).map(([key, value]) => [text(key), single(type, value)]));
}

function single(type: FieldType, data: unknown): CelValue {
  switch (type) {
    case 'string':
      return text(data);
    case 'uint32':
      return uint(BigInt(Number(data ?? 0)));
    case 'Struct':
      return structOf(isObject(data) ? data : {});
    case 'Any':
      return NULL;
    case 'Address':
    case 'BuildVersion':
    case 'Extension':
    case 'Locality':
    case 'Metadata':
    case 'Node':
    case 'SemanticVersion':
      return messageOf(type, isObject(data) ? data : {});
  }
}

function text(data: unknown): CelValue {
  return string(latin1OfText(typeof data === 'string' ? data : ''));
}

/** A google.protobuf.Struct, which expressions see as a map. */
function structOf(data: MessageData): CelMap {
  return mapOf(Object.entries(data).map(([key, value]) => [text(key), valueOf(value)]));
}

function valueOf(data: unknown): CelValue {
  if (typeof data === 'string') return text(data);
  if (typeof data === 'number') return double(data);
  if (typeof data === 'boolean') return bool(data);
  if (Array.isArray(data)) return list(data.map(valueOf));
  return isObject(data) ? structOf(data) : NULL;
}

function encodeMessage(name: MessageName, data: MessageData): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [key, field] of Object.entries(MESSAGES[name])) parts.push(...encodeField(field, data[key]));
  return joinBytes(parts);
}

function encodeField({ number, type, of }: Field, data: unknown): Uint8Array[] {
  if (of === 'list')
    return (Array.isArray(data) ? data : []).map((item) => delimited(number, encodeSingle(type, item)));
  if (of === 'map')
    return Object.entries(isObject(data) ? data : {}).map(([key, value]) =>
      delimited(number, joinBytes([delimited(1, utf8(key)), delimited(2, encodeSingle(type, value))])),
    );
  if (type === 'uint32') return isSet(data) ? [joinBytes([varint(number * 8), varint(Number(data))])] : [];
  const isMissing = type === 'string' ? !isSet(data) : data === undefined;
  return isMissing ? [] : [delimited(number, encodeSingle(type, data))];
}

/** The bytes of one length-delimited value. */
function encodeSingle(type: FieldType, data: unknown): Uint8Array {
  if (type === 'string') return utf8(typeof data === 'string' ? data : '');
  const object = isObject(data) ? data : {};
  if (type === 'Struct') return encodeStruct(object);
  return type === 'uint32' || type === 'Any' ? NO_BYTES : encodeMessage(type, object);
}

function encodeStruct(data: MessageData): Uint8Array {
  return joinBytes(
    Object.entries(data).map(([key, value]) =>
      delimited(1, joinBytes([delimited(1, utf8(key)), delimited(2, encodeValue(value))])),
    ),
  );
}

/** google.protobuf.Value. */
function encodeValue(data: unknown): Uint8Array {
  if (typeof data === 'number') {
    const bytes = new Uint8Array(9);
    bytes[0] = 2 * 8 + 1;
    new DataView(bytes.buffer).setFloat64(1, data, true);
    return bytes;
  }
  if (typeof data === 'string') return delimited(3, utf8(data));
  if (typeof data === 'boolean') return Uint8Array.of(4 * 8, data ? 1 : 0);
  if (Array.isArray(data)) return delimited(6, joinBytes(data.map((item) => delimited(1, encodeValue(item)))));
  return isObject(data) ? delimited(5, encodeStruct(data)) : Uint8Array.of(8, 0);
}

function delimited(number: number, bytes: Uint8Array): Uint8Array {
  return joinBytes([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function utf8(value: string): Uint8Array {
  return bytesOfLatin1(latin1OfText(value));
}
