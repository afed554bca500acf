import type { Commands } from './commands.ts';
import type { Context } from './context.ts';
import { emptyProject, filterDefaults, requestDefaults } from '../../model/index.ts';
import { newFilterSource } from '../new-filter-source.ts';

type ProjectCommands = Pick<
  Commands,
  | 'newProject'
  | 'listProjects'
  | 'renameKept'
  | 'duplicateKept'
  | 'deleteKept'
  | 'undeleteKept'
  | 'showVersions'
  | 'goBackTo'
  | 'downloadUnreadable'
>;

/** What needs the list of projects is fetched when it is first asked for. */
export function projectCommands(context: Context, commands: () => Commands): ProjectCommands {
  const keeper = async () => {
    const { keeperOf } = await import('../saved/keeper.ts');
    return keeperOf(context, commands());
  };
  return {
    newProject: () => commands().openProject(freshProject(context)),
    listProjects: async () => (await keeper()).list(),
    renameKept: async (id, name) => (await keeper()).rename(id, name),
    duplicateKept: async (id) => (await keeper()).duplicate(id),
    deleteKept: async (id) => (await keeper()).remove(id),
    undeleteKept: async (id) => (await keeper()).putBack(id),
    showVersions: async (id) => (await keeper()).showVersions(id),
    goBackTo: async (id, hash) => (await keeper()).goBackTo(id, hash),
    downloadUnreadable: async () => (await keeper()).downloadUnreadable(),
  };
}

function freshProject({ services }: Context) {
  const request = services.randomId();
  return {
    ...emptyProject,
    name: 'Untitled',
    files: { 'filter.ts': newFilterSource('filter') },
    filters: [
      {
        ...filterDefaults,
        id: services.randomId(),
        name: 'filter',
        rootId: 'filter',
        module: { kind: 'source', entry: 'filter.ts' } as const,
      },
    ],
    requests: [
      {
        ...requestDefaults,
        id: request,
        name: 'hello',
        url: 'http://localhost:8080/headers',
      },
    ],
    selectedRequest: request,
  };
}
