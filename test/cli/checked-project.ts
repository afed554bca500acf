import { emptyProject, filterDefaults, type Project, requestDefaults } from '../../src/model/index.ts';

const source = `import { Action, HttpContext, setHttpContext } from './sdk/assembly';

class Greeting extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.setHttpRequestHeader('x-hello', 'hello');
    return Action.Continue;
  }
}

setHttpContext(() => new Greeting());
`;

/** A filter that sets a header, and a check that it does. */
export const checkedProject: Project = {
  ...emptyProject,
  id: 'checked',
  name: 'A greeting',
  files: { 'filter.ts': source },
  filters: [{ ...filterDefaults, id: 'f', name: 'greeting', module: { kind: 'source', entry: 'filter.ts' } }],
  requests: [{ ...requestDefaults, id: 'r', name: 'Headers', url: 'http://localhost:8080/headers' }],
  selectedRequest: 'r',
  checks: [{ name: 'it greets', request: 'r', expect: { status: 200, upstreamHeaders: { 'x-hello': 'hello' } } }],
};
