import { Action, HttpContext, setHttpContext } from './sdk/assembly';
import { hideCards } from './cards';

// One CardHider is made for every request.
class CardHider extends HttpContext {
  private isPayment: bool = false;

  // The headers are here now, and gone when the body comes.
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const path = this.getHttpRequestHeader(':path');
    this.isPayment = path !== null && path.startsWith('/anything/pay');
    return Action.Continue;
  }

  // A piece of the request's body has arrived.
  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    if (!this.isPayment) return Action.Continue;
    if (!endOfStream) return Action.Pause;

    const body = this.getHttpRequestBody(0, bodySize);
    if (body !== null) this.setHttpRequestBody(0, bodySize, hideCards(body) + ' (checked)');
    return Action.Continue;
  }
}

setHttpContext(() => new CardHider());
