import { Action, HttpContext, setHttpContext } from './sdk/assembly';
import { hideCards } from './cards';

// One CardHider is made for every request.
class CardHider extends HttpContext {
  // A piece of the request's body has arrived.
  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    const path = this.getHttpRequestHeader(':path');
    if (path === null || !path.startsWith('/anything/pay')) return Action.Continue;

    const body = this.getHttpRequestBody(0, bodySize);
    if (body !== null) this.setHttpRequestBody(0, bodySize, hideCards(body));
    return Action.Continue;
  }
}

setHttpContext(() => new CardHider());
