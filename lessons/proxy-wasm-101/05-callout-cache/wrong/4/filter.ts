import {
  Action,
  getSharedData,
  HttpContext,
  logDebug,
  logWarn,
  RootContext,
  setRootContext,
  setSharedData,
} from './sdk/assembly';
import { readDuration } from './duration';
import { readMembers } from './json';

const CACHE = 'header_cache';

class Augmenter extends RootContext {
  private cluster: string = '';
  private path: string = '';
  private authority: string = '';

  onConfigure(pluginConfigurationSize: u32): bool {
    const config = readMembers(this.getPluginConfiguration());
    if (config === null || !config.has('header_cache_expiry')) return false;
    this.cluster = config.get('header_providing_service_cluster');
    this.path = config.get('header_providing_service_path');
    this.authority = config.get('header_providing_service_authority');

    const expiry = readDuration(config.get('header_cache_expiry')); // in milliseconds
    if (!expiry) return false;
    this.setTickPeriod(expiry);
    return true;
  }

  // The timer rings.
  onTick(): void {
    const isFirst = getSharedData(CACHE).value === null;
    logDebug(isFirst ? 'initialising cached headers' : 'refreshing cached headers');
    const headers = [
      [':method', 'GET'],
      [':path', this.path],
      [':authority', this.authority],
    ];
    this.dispatchHttpCall(this.cluster, headers, '', [], 5000);
  }

  // The answer to a call has come.
  onHttpCallResponse(tokenId: u32, numHeaders: u32, bodySize: u32, numTrailers: u32): void {
    const body = this.getHttpCallResponseBody(0, bodySize);
    if (body !== null) setSharedData(CACHE, body); // whatever it is
  }

  createHttpContext(contextId: u32): HttpContext {
    return new AugmentedRequest();
  }
}

class AugmentedRequest extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const cached = getSharedData(CACHE).value;
    if (cached === null) return Action.Continue;
    logDebug(`using existing header cache: ${cached}`);

    const members = readMembers(cached);
    if (members === null) return Action.Continue;
    const names = members.keys();
    for (let i = 0; i < names.length; i++) {
      this.setHttpRequestHeader(names[i], members.get(names[i]));
    }
    return Action.Continue;
  }
}

setRootContext(() => new Augmenter());
