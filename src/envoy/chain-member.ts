import type { BodyBuffer } from './body-buffer.ts';
import type { Context } from './context.ts';
import type { StreamFilter } from './filter-walk.ts';
import type { HeaderMap } from './header-map.ts';
import type { Refusal } from './refusals.ts';

/** A filter in a stream: a wasm filter, or the stand-in for one whose VM is dead. */
export interface ChainMember extends StreamFilter {
  accessLog(): void;
  destroy(): void;
  isContext(vm: number, contextId: number): boolean;
  /** Something is under way in its VM (a call, a timer) that could let a held stream go. */
  mayResume(): boolean;
  /** Its context as its proxy_on_log has it; undefined: no guest hears of the stream. */
  asLogger(): Context | undefined;
}

/** Where the response of a stream goes: the client's side of the connection. */
export interface Downstream {
  headers(map: HeaderMap, endStream: boolean): void;
  data(data: BodyBuffer, endStream: boolean): void;
  trailers(map: HeaderMap): void;
  /** The stream ends without a proper end. */
  reset(): void;
  readonly isHttp2: boolean;
  /** Why no filter may see its request. */
  readonly refused: Refusal | undefined;
  /** The connection will be closed behind this response. */
  willClose(): void;
}
