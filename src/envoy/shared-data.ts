import { copyOf, latin1OfBytes, type Span } from '../model/index.ts';
import { Status } from '../host/index.ts';

interface Entry {
  readonly value: Uint8Array;
  readonly cas: number;
}

/** proxy_get/set_shared_data: one map per vm_id, one CAS counter for the whole process (envoy-behaviour: state). */
export class SharedData {
  readonly #maps = new Map<string, Map<string, Entry>>();
  #lastCas = 0;
  /** CAS number of the last value that `get` found. */
  cas = 0;

  get(vmId: string, key: Span): Uint8Array | Status {
    const found = this.#maps.get(vmId)?.get(latin1OfBytes(copyOf(key)));
    if (found === undefined) return Status.NotFound;
    this.cas = found.cas;
    return found.value;
  }

  set(vmId: string, key: Span, value: Span, cas: number): Status {
    let map = this.#maps.get(vmId);
    if (map === undefined) this.#maps.set(vmId, (map = new Map<string, Entry>()));
    const name = latin1OfBytes(copyOf(key));
    const old = map.get(name);
    if (old !== undefined && cas !== 0 && cas !== old.cas) return Status.CasMismatch;
    map.set(name, { value: copyOf(value), cas: ++this.#lastCas });
    return Status.Ok;
  }
}
