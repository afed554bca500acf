import { latin1OfBytes } from '../model/index.ts';

/**
 * The cluster that a gRPC target names: a serialized envoy.config.core.v3.GrpcService with envoy_grpc, or a cluster's
 * plain name. Undefined when it is neither; a message may name a cluster that does not exist.
 */
export function clusterOfGrpcService(target: Uint8Array, exists: (name: string) => boolean): string | undefined {
  const service = fieldsOf(target);
  if (service === undefined) {
    const name = latin1OfBytes(target);
    return exists(name) ? name : undefined;
  }
  const envoyGrpc = service.get(1);
  return latin1OfBytes((envoyGrpc === undefined ? undefined : fieldsOf(envoyGrpc)?.get(1)) ?? new Uint8Array());
}

/** Length-delimited fields of a protobuf message by number; undefined when the bytes are no message. */
function fieldsOf(bytes: Uint8Array): Map<number, Uint8Array> | undefined {
  const fields = new Map<number, Uint8Array>();
  let at = 0;
  const varint = (): number | undefined => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    return undefined;
  };
  while (at < bytes.length) {
    const key = varint();
    if (key === undefined || key < 8) return undefined;
    switch (key & 7) {
      case 0:
        if (varint() === undefined) return undefined;
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const size = varint();
        if (size === undefined || at + size > bytes.length) return undefined;
        fields.set(key >>> 3, bytes.subarray(at, at + size));
        at += size;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        return undefined;
    }
    if (at > bytes.length) return undefined;
  }
  return fields;
}
