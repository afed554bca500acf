import type { HttpFileRequest } from '../../model/index.ts';
import { looksLikeRequests } from '../requests/looks-like-requests.ts';
import { change } from './change.ts';
import type { Adding, Commands } from './commands.ts';
import { type Context, currentProject, patch, toast } from './context.ts';
import { requestById } from './request-commands.ts';

type ExchangeCommands = Pick<Commands, 'bringRequests' | 'addRequests' | 'copyHttp' | 'saveHttp' | 'saveHar'>;

/** Requests in the forms of other programs; what reads and writes them is fetched when it is first asked for. */
export function exchangeCommands(context: Context, commands: () => Commands): ExchangeCommands {
  const { store } = context;
  const httpText = async (): Promise<string> => {
    const { httpFileOf } = await import('../requests/print-requests.ts');
    return httpFileOf(currentProject(context));
  };
  const fileName = (ending: string): string => `${currentProject(context).name.trim() || 'requests'}.${ending}`;
  const handOut = (name: string, type: string, text: string): void =>
    commands().handOut({ name, type, bytes: new TextEncoder().encode(text) });
  /** Only HTTP goes into these forms. */
  const tellLeftOut = (count: number): void => {
    if (count > 0) toast(context, { kind: 'tcp-left-out', count });
  };
  const connections = (): number => currentProject(context).requests.filter(({ tcp }) => tcp !== null).length;
  return {
    async bringRequests(text, from = '') {
      if (looksLikeRequests(text) === 'curl') {
        await commands().pasteCurl(text);
        return;
      }
      const { readRequests } = await import('../requests/read-requests.ts');
      const read = readRequests(text);
      const [only] = read?.requests ?? [];
      if (read === undefined || only === undefined) {
        toast(context, { kind: 'no-requests', fileName: from });
        return;
      }
      if (read.requests.length > 1) {
        store.setState({ offered: { ...read, fileName: from } });
        patch(context, 'view', { dialog: 'offered-requests' });
        return;
      }
      const { name: _, ...fields } = only;
      const { selectedRequest } = currentProject(context);
      if (requestById(context, selectedRequest) === undefined) addAll([only]);
      else commands().editRequest(selectedRequest, fields);
      toast(context, { kind: 'requests-added', count: 1, notes: read.notes });
    },
    addRequests(requests, how) {
      addAll(requests, how);
      const notes = store.getState().offered?.notes ?? [];
      toast(context, { kind: 'requests-added', count: requests.length, notes });
    },
    async copyHttp() {
      await commands().copyText(await httpText());
      tellLeftOut(connections());
    },
    async saveHttp() {
      handOut(fileName('http'), 'text/plain', await httpText());
      tellLeftOut(connections());
    },
    async saveHar() {
      const { result } = store.getState().run;
      if (result === undefined) return;
      const { harOfRun } = await import('../requests/har-of-run.ts');
      const har = harOfRun(result, context.services.versions.sdk);
      handOut(fileName('har'), 'application/json', `${JSON.stringify(har, null, 2)}\n`);
      tellLeftOut(result.report.connections.length);
    },
  };

  function addAll(added: readonly HttpFileRequest[], how: Adding = { isSequence: false, isInstead: false }): void {
    const project = currentProject(context);
    const kept = how.isInstead ? [] : project.requests;
    const names = new Set(kept.map(({ name }) => name));
    const fresh = added.map((request) => {
      const name = freeName(request.name, names);
      return { ...request, id: context.services.randomId(), name };
    });
    const [first] = fresh;
    if (first === undefined) return;
    const parts = {
      requests: [...kept, ...fresh],
      selectedRequest: first.id,
      isSequence: how.isSequence || (project.isSequence && !how.isInstead),
      ...(how.isInstead && { checks: [] }),
    };
    change(context, { label: added.length === 1 ? `add ${first.name}` : `add ${added.length} requests`, parts });
  }
}

function freeName(wish: string, taken: Set<string>): string {
  let name = wish;
  for (let n = 2; taken.has(name); n++) name = `${wish} ${n}`;
  taken.add(name);
  return name;
}
