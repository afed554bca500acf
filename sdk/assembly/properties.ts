import * as env from './env';
import { Status } from './enums';
import { clearOut, OUT, OUT_SIZE, takeBytes, takeString } from './memory';
import { takePairs } from './pairs';
import { accept } from './status';

// A path is an array of segments, or one text with dots between them. Use the array when a segment has a dot of its own.
// On the wire the segments are joined by one zero byte.
function wirePath<P>(path: P): string {
  if (isString<P>()) {
    return (path as string).split('.').join('\0');
  } else {
    return (path as string[]).join('\0');
  }
}

function read(wire: string): bool {
  const bytes = String.UTF8.encode(wire);
  clearOut();
  const status = env.proxy_get_property(changetype<usize>(bytes), bytes.byteLength, OUT, OUT_SIZE);
  return checked(status, wire);
}

function checked(status: Status, wire: string): bool {
  const isExpected = status == Status.Ok || status == Status.NotFound;
  return accept(status, 'proxy_get_property', isExpected ? wire : wire.split('\0').join('.'), Status.NotFound);
}

/** The root id that the proxy's configuration gave this plugin. */
export function readRootId(): string {
  const path = 'plugin_root_id';
  const bytes = String.UTF8.encode(path);
  clearOut();
  const status = env.proxy_get_property(changetype<usize>(bytes), bytes.byteLength, OUT, OUT_SIZE);
  return accept(status, 'proxy_get_property', path, Status.NotFound) ? takeString() : '';
}

/**
 * A property as text, null when there is none: `getProperty('request.path')` or `getProperty(['request', 'path'])`.
 * Use the array form when a segment has a dot of its own.
 */
export function getProperty<P>(path: P): string | null {
  return read(wirePath<P>(path)) ? takeString() : null;
}

/** A property as bytes, null when there is none: for messages, which come as protobuf. */
export function getPropertyBytes<P>(path: P): Uint8Array | null {
  return read(wirePath<P>(path)) ? takeBytes() : null;
}

/** Says whether a property has a value now. */
export function hasProperty<P>(path: P): bool {
  return getPropertyBytes<P>(path) !== null;
}

function readNumber(wire: string, size: u32): bool {
  if (!read(wire)) return false;
  const bytes = takeBytes();
  if (!checked(<u32>bytes.length == size ? Status.Ok : Status.ResultMismatch, wire)) return false;
  store<u64>(OUT, size == 1 ? <u64>bytes[0] : load<u64>(bytes.dataStart));
  return true;
}

/** An integer property; also a time in nanoseconds since 1970, or a duration in nanoseconds. */
export function getPropertyInt<P>(path: P, otherwise: i64 = 0): i64 {
  return readNumber(wirePath<P>(path), 8) ? load<i64>(OUT) : otherwise;
}

/** A property that is a number with a fraction. */
export function getPropertyDouble<P>(path: P, otherwise: f64 = 0): f64 {
  return readNumber(wirePath<P>(path), 8) ? load<f64>(OUT) : otherwise;
}

/** A property that is true or false. */
export function getPropertyBool<P>(path: P, otherwise: bool = false): bool {
  return readNumber(wirePath<P>(path), 1) ? load<u64>(OUT) != 0 : otherwise;
}

/** A property that is a map of texts, as `[[key, value], ...]`; null when there is none. */
export function getPropertyMap<P>(path: P): string[][] | null {
  return read(wirePath<P>(path)) ? takePairs() : null;
}

function write(name: string, value: usize, size: usize): void {
  const bytes = String.UTF8.encode(name);
  const status = env.proxy_set_property(changetype<usize>(bytes), bytes.byteLength, value, size);
  accept(status, 'proxy_set_property', name);
}

/**
 * Gives this stream a property that later filters can read under the same name (also as `filter_state.wasm.NAME`).
 * A path of several segments can be written in Envoy but not read back; a name with a dot can, as `[name]`.
 */
export function setProperty(name: string, value: string): void {
  const bytes = String.UTF8.encode(value);
  write(name, changetype<usize>(bytes), bytes.byteLength);
}

/** The same with bytes. */
export function setPropertyBytes(name: string, value: Uint8Array): void {
  write(name, value.dataStart, value.byteLength);
}
