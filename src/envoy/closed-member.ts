import type { BodyBuffer } from './body-buffer.ts';
import { DataStatus, HeadersStatus, TrailersStatus, type Direction } from './filter-walk.ts';
import type { HeaderMap } from './header-map.ts';
import type { ChainMember } from './chain-member.ts';
import type { HttpStream } from './http-stream.ts';

/** Stands where a filter's VM is dead and its policy is closed: every stream gets a 503, the VM is not entered. */
export class ClosedMember implements ChainMember {
  readonly #filter: number;
  readonly #stream: HttpStream;

  constructor(filter: number, stream: HttpStream) {
    this.#filter = filter;
    this.#stream = stream;
  }

  headers(direction: Direction, _map: HeaderMap, _endStream: boolean): HeadersStatus {
    if (direction === 'response') return HeadersStatus.Continue;
    this.#stream.failStream(this.#filter);
    return HeadersStatus.StopAllWatermark;
  }

  data(_direction: Direction, _data: BodyBuffer, _endStream: boolean): DataStatus {
    return DataStatus.Continue;
  }

  trailers(): TrailersStatus {
    return TrailersStatus.Continue;
  }

  accessLog(): void {}

  destroy(): void {}

  isContext(): boolean {
    return false;
  }

  mayResume(): boolean {
    return false;
  }

  asLogger(): undefined {
    return undefined;
  }
}
