import {
  Action,
  getSharedData,
  HttpContext,
  logDebug,
  logError,
  logWarn,
  RootContext,
  setRootContext,
  setSharedData,
} from './sdk/assembly';
import { readDuration } from './duration';
import { readMembers } from './json';

const CACHE = 'header_cache';
const CALL_TIMEOUT: u32 = 5000;

/** Asks a service for headers every now and then, and keeps its answer where all workers see it. */
class Augmenter extends RootContext {
  private cluster: string = '';
  private path: string = '';
  private authority: string = '';

  onConfigure(pluginConfigurationSize: u32): bool {
    const config = readMembers(this.getPluginConfiguration());
    if (config === null) return refuse('it is no JSON object of names and values');
    for (let i = 0; i < KEYS.length; i++) {
      if (!config.has(KEYS[i])) return refuse(`${KEYS[i]} is missing`);
    }
    this.cluster = config.get('header_providing_service_cluster');
    this.path = config.get('header_providing_service_path');
    this.authority = config.get('header_providing_service_authority');

    const expiry = readDuration(config.get('header_cache_expiry'));
    if (!expiry) return refuse('header_cache_expiry is no duration such as 5m, 30s or 500ms');
    this.setTickPeriod(expiry);
    return true;
  }

  onTick(): void {
    const isFirst = getSharedData(CACHE).value === null;
    logDebug(isFirst ? 'initialising cached headers' : 'refreshing cached headers');
    const headers = [
      [':method', 'GET'],
      [':path', this.path],
      [':authority', this.authority],
    ];
    this.dispatchHttpCall(this.cluster, headers, '', [], CALL_TIMEOUT);
  }

  onHttpCallResponse(tokenId: u32, numHeaders: u32, bodySize: u32, numTrailers: u32): void {
    const status = this.getHttpCallResponseHeader(':status');
    const body = this.getHttpCallResponseBody(0, bodySize);
    if (status !== null && status == '200' && readMembers(body) !== null && body !== null) {
      setSharedData(CACHE, body);
    } else {
      logWarn('no headers in the answer: the cached ones stay');
    }
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

    const headers = readMembers(cached);
    if (headers === null) return Action.Continue;
    const names = headers.keys();
    for (let i = 0; i < names.length; i++) {
      this.setHttpRequestHeader(names[i], headers.get(names[i]));
    }
    return Action.Continue;
  }
}

const KEYS = [
  'header_providing_service_cluster',
  'header_providing_service_path',
  'header_providing_service_authority',
  'header_cache_expiry',
];

function refuse(reason: string): bool {
  logError(`the configuration is refused: ${reason}`);
  return false;
}

setRootContext(() => new Augmenter());
