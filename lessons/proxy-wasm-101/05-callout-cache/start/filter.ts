import { Action, getSharedData, HttpContext, RootContext, setRootContext, setSharedData } from './sdk/assembly';
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
    return true;
  }

  // The timer rings.
  onTick(): void {
    // Ask the other service.
  }

  // The answer to a call has come.
  onHttpCallResponse(tokenId: u32, numHeaders: u32, bodySize: u32, numTrailers: u32): void {
    // Keep the answer.
  }

  createHttpContext(contextId: u32): HttpContext {
    return new AugmentedRequest();
  }
}

class AugmentedRequest extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    return Action.Continue;
  }
}

setRootContext(() => new Augmenter());
