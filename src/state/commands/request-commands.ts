import {
  curlDefaults,
  type HeaderRow,
  type NamedRequest,
  newTcpTalk,
  requestDefaults,
  sentIn,
  type Upstream,
} from '../../model/index.ts';
import { shownAs } from '../selectors/sent.ts';
import { change, changeQuietly } from './change.ts';
import type { Commands, HeaderList, RequestFields } from './commands.ts';
import { type Context, currentProject, patch } from './context.ts';

type RequestCommands = Pick<
  Commands,
  | 'addRequest'
  | 'duplicateRequest'
  | 'removeRequest'
  | 'selectRequest'
  | 'editRequest'
  | 'setHeader'
  | 'addHeader'
  | 'removeHeader'
  | 'setUpstream'
  | 'moveRequest'
  | 'setSequence'
  | 'overlapRequests'
>;

export function requestCommands(context: Context): RequestCommands {
  const add = (request: NamedRequest): void => {
    const { requests } = currentProject(context);
    const parts = { requests: [...requests, request], selectedRequest: request.id };
    change(context, { label: `add ${request.name}`, parts });
  };
  const rows = (id: string, list: HeaderList): readonly HeaderRow[] => requestById(context, id)?.[list] ?? [];
  const edit = (id: string, fields: RequestFields, key: string): void => {
    const requests = currentProject(context).requests.map((one) => (one.id === id ? { ...one, ...fields } : one));
    const label = 'name' in fields ? `rename ${requestById(context, id)?.name ?? ''}` : 'change the request';
    change(context, { label, key, parts: { requests } });
  };
  return {
    addRequest(kind = 'http') {
      const id = context.services.randomId();
      add(kind === 'http' ? newRequest(id, freeRequestName(context, 'request')) : newConnection(id, context));
    },
    duplicateRequest(id) {
      const request = requestById(context, id);
      if (request === undefined) return;
      add({ ...request, id: context.services.randomId(), name: freeRequestName(context, request.name) });
    },
    removeRequest(id) {
      const { requests, selectedRequest } = currentProject(context);
      const at = requests.findIndex((request) => request.id === id);
      if (at < 0 || requests.length === 1) return;
      const left = requests.toSpliced(at, 1);
      const next = selectedRequest === id ? (left[Math.max(0, at - 1)]?.id ?? '') : selectedRequest;
      const label = `delete the request ${requests[at]?.name ?? ''}`;
      change(context, { label, parts: { requests: left, selectedRequest: next } });
    },
    selectRequest(id) {
      if (requestById(context, id) === undefined) return;
      changeQuietly(context, { selectedRequest: id });
      const { result } = context.store.getState().run;
      const at = result?.requests.findIndex((one) => one.id === id) ?? -1;
      const sent = result && sentIn(result.report)[at];
      if (currentProject(context).isSequence && sent) patch(context, 'run', shownAs(sent));
    },
    moveRequest(id, to) {
      const { requests } = currentProject(context);
      const at = requests.findIndex((request) => request.id === id);
      const request = requests[at];
      if (request === undefined || to < 0 || to >= requests.length || to === at) return;
      const moved = requests.toSpliced(at, 1).toSpliced(to, 0, request);
      change(context, { label: `move ${request.name}`, parts: { requests: moved } });
    },
    setSequence(isSequence) {
      const label = isSequence ? 'send the requests as a sequence' : 'send each request by itself';
      change(context, { label, parts: { isSequence } });
    },
    overlapRequests(overlaps) {
      const requests = currentProject(context).requests.map((one, i) => (i > 0 ? { ...one, overlaps } : one));
      const label = overlaps ? 'wait for no answer' : 'wait for each answer';
      change(context, { label, parts: { requests } });
    },
    editRequest(id, fields) {
      edit(id, fields, `request ${id} ${Object.keys(fields).join()}`);
    },
    setHeader(id, list, index, row) {
      edit(id, { [list]: rows(id, list).map((one, i) => (i === index ? row : one)) }, `request ${id} ${list} ${index}`);
    },
    addHeader(id, list, row = {}) {
      edit(id, { [list]: [...rows(id, list), { enabled: true, name: '', value: '', ...row }] }, '');
    },
    removeHeader(id, list, index) {
      edit(id, { [list]: rows(id, list).toSpliced(index, 1) }, '');
    },
    setUpstream(upstream: Upstream) {
      change(context, { label: 'change the upstream', key: 'upstream', parts: { upstream } });
    },
  };
}

export function requestById(context: Context, id: string): NamedRequest | undefined {
  return currentProject(context).requests.find((request) => request.id === id);
}

function freeRequestName(context: Context, wish: string): string {
  const names = currentProject(context).requests.map(({ name }) => name);
  const stem = wish.replace(/ \d+$/, '');
  let name = wish;
  for (let n = 2; names.includes(name); n++) name = `${stem} ${n}`;
  return name;
}

function newConnection(id: string, context: Context): NamedRequest {
  const name = freeRequestName(context, 'connection');
  return { ...requestDefaults, id, name, method: 'TCP', url: '', tcp: newTcpTalk };
}

/** What `curl http://localhost:8080/get` would send. */
function newRequest(id: string, name: string): NamedRequest {
  const url = 'http://localhost:8080/get';
  return { ...requestDefaults, id, name, url, headers: curlDefaults };
}
