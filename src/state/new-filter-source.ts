/** A filter to begin with: small, and with an effect that the header journey shows. */
export function newFilterSource(name: string): string {
  const className = name.replace(/(^|[^a-z0-9]+)([a-z0-9])/gi, (_, _gap, letter: string) => letter.toUpperCase());
  return `import { Action, HttpContext, setHttpContext } from './sdk/assembly';

class ${className} extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.setHttpRequestHeader('x-${name}', 'seen');
    return Action.Continue;
  }
}

setHttpContext(() => new ${className}());
`;
}
