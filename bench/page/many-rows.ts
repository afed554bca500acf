import { emptyProject, filterDefaults, type Project, requestDefaults } from '../../src/model/index.ts';
import { encodeLink, plainView } from '../../src/share/link/index.ts';

const source = `import { Action, HttpContext, logInfo, setHttpContext } from './sdk/assembly';

class Many extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    for (let i = 0; i < 5000; i++) {
      this.setHttpRequestHeader('x-count', i.toString());
      logInfo('line ' + i.toString());
    }
    return Action.Continue;
  }
}

setHttpContext(() => new Many());
`;

const project: Project = {
  ...emptyProject,
  id: 'many-rows',
  name: 'Ten thousand rows',
  files: { 'filter.ts': source },
  filters: [{ ...filterDefaults, id: 'many', name: 'many', module: { kind: 'source', entry: 'filter.ts' } }],
  requests: [{ ...requestDefaults, id: 'one', name: 'one', url: 'http://localhost:8080/headers' }],
  selectedRequest: 'one',
};

/** The address of a project whose run has ten thousand rows, and five thousand lines of log. */
export function manyRowsHash(): string {
  const link = encodeLink({ project, view: plainView, modules: {} });
  if (link.kind !== 'link') throw new Error(link.kind);
  return link.hash;
}
