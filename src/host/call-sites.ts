import type { CallSite, CallSites, HostcallInfo } from '../model/index.ts';
import type { ImportFunction } from './abi/frame.ts';
import type { GuestFunction } from './instance.ts';
import type { Watched, Watcher } from './lookout.ts';
import { framesOf } from './traps.ts';

/** Watches a whole run for the places in the modules from which the proxy is called. */
export class CallSiteWatcher implements Watcher {
  readonly #calls: CallSites['calls'][number][] = [];
  /** By module and stack: most calls come from a place that is known already. */
  readonly #known = new Map<string, number>();
  readonly #sites: CallSite[] = [];

  get found(): CallSites {
    return { sites: this.#sites, calls: this.#calls };
  }

  watchImport(run: ImportFunction, { name }: HostcallInfo, { trace, wasm, code }: Watched): ImportFunction {
    const call: (...args: never[]) => number | void = run;
    return (...args: never[]) => {
      const from = trace.position;
      const result = call(...args);
      if (trace.position > from) {
        const stack = new Error().stack ?? '';
        const key = `${wasm}\n${stack}`;
        const site = this.#known.get(key) ?? this.#sites.length;
        this.#known.set(key, site);
        if (site === this.#sites.length) this.#sites.push({ wasm, name, frames: framesOf(stack, code) });
        this.#calls.push([from, trace.position, site]);
      }
      return result;
    };
  }

  watchCallback(target: GuestFunction): GuestFunction {
    return target;
  }
}
