import * as env from './env';
import { MapType, Status } from './enums';
import { clearOut, OUT, OUT_SIZE, takeBytes, takeString } from './memory';
import { HeaderBytes, packHeaderBytes, packPairs, takeHeaderBytes, takePairs } from './pairs';
import { complain, keep } from './status';

// Like `accept`, with the map's name and the usual reason, which take work that only a failure should cost.
function accept(status: Status, hostcall: string, map: MapType, name: string, expected: Status = Status.Ok): bool {
  if (keep(status)) return true;
  if (status != expected) {
    const subject = name == '' ? mapName(map) : `${mapName(map)}: ${name}`;
    complain(status, hostcall, subject, status == Status.BadArgument ? ', not available in this callback' : '');
  }
  return false;
}

function readPairs(map: MapType): void {
  clearOut();
  accept(env.proxy_get_header_map_pairs(map, OUT, OUT_SIZE), 'proxy_get_header_map_pairs', map, '');
}

/** All headers of a map as `[[name, value], ...]`; empty when the map is not available in this callback. */
export function getMap(map: MapType): string[][] {
  readPairs(map);
  return takePairs();
}

/** The same with the values as bytes. */
export function getMapBytes(map: MapType): HeaderBytes[] {
  readPairs(map);
  return takeHeaderBytes();
}

function writePairs(map: MapType, packed: ArrayBuffer): void {
  const status = env.proxy_set_header_map_pairs(map, changetype<usize>(packed), packed.byteLength);
  accept(status, 'proxy_set_header_map_pairs', map, '');
}

/** Replaces all headers of a map. */
export function setMap(map: MapType, pairs: string[][]): void {
  writePairs(map, packPairs(pairs));
}

/** The same with the values as bytes. */
export function setMapBytes(map: MapType, pairs: HeaderBytes[]): void {
  writePairs(map, packHeaderBytes(pairs));
}

function readValue(map: MapType, name: string): bool {
  const key = String.UTF8.encode(name);
  clearOut();
  const status = env.proxy_get_header_map_value(map, changetype<usize>(key), key.byteLength, OUT, OUT_SIZE);
  // An answer without trailers, or without anything, has no map at all: Envoy calls that a bad argument.
  const isAnswer = map >= MapType.GrpcReceiveInitialMetadata;
  const absent = isAnswer && status == Status.BadArgument ? Status.BadArgument : Status.NotFound;
  return accept(status, 'proxy_get_header_map_value', map, name, absent);
}

/** The first value of a header; null when it is absent, which is not the same as empty. */
export function getMapValue(map: MapType, name: string): string | null {
  return readValue(map, name) ? takeString() : null;
}

/** The same as bytes. */
export function getMapValueBytes(map: MapType, name: string): Uint8Array | null {
  return readValue(map, name) ? takeBytes() : null;
}

function replace(map: MapType, name: string, value: usize, size: usize): void {
  const key = String.UTF8.encode(name);
  const status = env.proxy_replace_header_map_value(map, changetype<usize>(key), key.byteLength, value, size);
  accept(status, 'proxy_replace_header_map_value', map, name);
}

/** Puts one value in the place of all a header has; null removes the header. */
export function setMapValue(map: MapType, name: string, value: string | null): void {
  if (value === null) return removeMapValue(map, name);
  const bytes = String.UTF8.encode(value);
  replace(map, name, changetype<usize>(bytes), bytes.byteLength);
}

/** The same as bytes. */
export function setMapValueBytes(map: MapType, name: string, value: Uint8Array): void {
  replace(map, name, value.dataStart, value.byteLength);
}

function add(map: MapType, name: string, value: usize, size: usize): void {
  const key = String.UTF8.encode(name);
  const status = env.proxy_add_header_map_value(map, changetype<usize>(key), key.byteLength, value, size);
  accept(status, 'proxy_add_header_map_value', map, name);
}

/** Adds a value, beside those that a header has. */
export function addMapValue(map: MapType, name: string, value: string): void {
  const bytes = String.UTF8.encode(value);
  add(map, name, changetype<usize>(bytes), bytes.byteLength);
}

/** The same as bytes. */
export function addMapValueBytes(map: MapType, name: string, value: Uint8Array): void {
  add(map, name, value.dataStart, value.byteLength);
}

/** Removes all values of a header. */
export function removeMapValue(map: MapType, name: string): void {
  const key = String.UTF8.encode(name);
  const status = env.proxy_remove_header_map_value(map, changetype<usize>(key), key.byteLength);
  accept(status, 'proxy_remove_header_map_value', map, name);
}

/** The size of a map in bytes: the lengths of all names and values added up. */
export function getMapSize(map: MapType): u32 {
  clearOut();
  accept(env.proxy_get_header_map_size(map, OUT), 'proxy_get_header_map_size', map, '');
  return load<u32>(OUT);
}

function mapName(map: MapType): string {
  switch (map) {
    case MapType.HttpRequestHeaders:
      return 'request headers';
    case MapType.HttpRequestTrailers:
      return 'request trailers';
    case MapType.HttpResponseHeaders:
      return 'response headers';
    case MapType.HttpResponseTrailers:
      return 'response trailers';
    case MapType.GrpcReceiveInitialMetadata:
      return 'gRPC initial metadata';
    case MapType.GrpcReceiveTrailingMetadata:
      return 'gRPC trailing metadata';
    case MapType.HttpCallResponseHeaders:
      return 'call response headers';
    default:
      return 'call response trailers';
  }
}
