import { Action, HttpContext, LogLevel, logTrace, setHttpContext, setLogLevel } from './sdk/assembly';

// Lets a request pass only if its header `token` is a prime number.
class PrimeAuthorizer extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const headers = this.getHttpRequestHeaders();
    for (let i = 0; i < headers.length; i++) {
      logTrace(`In WASM : #${this.contextId} -> ${headers[i][0]}: ${headers[i][1]}`);
    }

    const token = this.getHttpRequestHeader('token');
    if (token !== null && isPrime(parseNumber(token))) return Action.Continue;

    this.sendHttpResponse(403, [['Powered-By', 'proxy-wasm']], 'Access forbidden.\n');
    return Action.Pause;
  }
}

// Anyone can send anything as a token. What is no number below 2^32 becomes 0, which is no prime.
function parseNumber(text: string): u64 {
  if (text.length == 0 || text.length > 10) return 0;
  let number: u64 = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return number <= u32.MAX_VALUE ? number : 0;
}

function isPrime(number: u64): bool {
  if (number < 2) return false;
  for (let divisor: u64 = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor == 0) return false;
  }
  return true;
}

setLogLevel(LogLevel.Trace);
setHttpContext(() => new PrimeAuthorizer());
