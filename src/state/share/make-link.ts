import { type NamedRequest, pluginsOfProject, type Project } from '../../model/index.ts';
import {
  bugReportText,
  encodeLink,
  requestWithoutSecrets,
  secretsOf,
  viewOf,
  withoutSecrets,
} from '../../share/link/index.ts';
import { type Context, currentProject, patch, print, toast } from '../commands/context.ts';
import { curlOutput } from '../curl/curl-output.ts';
import { printCurl } from '../curl/print-curl.ts';
import { logLinesOf } from '../selectors/log-lines.ts';
import { requestOfExchange } from '../selectors/sent.ts';
import { sha256 } from '../sha256.ts';
import type { MadeLink } from '../slices/share.ts';

/** Makes the link of what is on show. Values that open doors are in it only when somebody says so. */
export function makeLink(context: Context, withValues = false): MadeLink {
  const project = currentProject(context);
  const secrets = secretsOf(project).map(({ request, header }) => ({ request, header }));
  const encoded = encodeLink({
    project: { ...(withValues ? project : withoutSecrets(project)), madeWith: versionsFor(context, project) },
    view: viewOf(onShow(context)),
    modules: modulesHere(context, project),
  });
  const made: MadeLink =
    encoded.kind === 'link'
      ? {
          kind: 'link',
          url: context.services.address.base + encoded.hash,
          secrets,
          withValues,
          modules: broughtModules(project).map((module) => ({
            ...module,
            isCarried: encoded.carried.includes(module.sha256),
          })),
        }
      : { kind: 'refused', refusal: encoded };
  patch(context, 'share', { made });
  return made;
}

/** Only sources are built with anything. */
function versionsFor({ services }: Context, project: Project): Project['madeWith'] {
  const isBuilt = pluginsOfProject(project).some(({ module }) => module.kind === 'source');
  return isBuilt ? services.versions : { compiler: '', sdk: '' };
}

/** The file on show, when it is not the one that would be anyway. */
function onShow(context: Context): Parameters<typeof viewOf>[0] {
  const { editor, view, project } = context.store.getState();
  const first = project.current.filters.find(({ module }) => module.kind === 'source')?.module;
  const file = editor.active ?? '';
  return { ...view, file: first?.kind === 'source' && first.entry === file ? '' : file };
}

function broughtModules(project: Project) {
  const all = pluginsOfProject(project).flatMap(({ module }) => (module.kind === 'wasm' ? [module] : []));
  return all
    .filter(({ sha256: sha }, i) => all.findIndex((one) => one.sha256 === sha) === i)
    .map(({ fileName, size, sha256: sha }) => ({ fileName, size, sha256: sha }));
}

function modulesHere({ artifacts }: Context, project: Project): Record<string, Uint8Array<ArrayBuffer>> {
  const here = broughtModules(project).flatMap(({ sha256: sha, size }) => {
    const wasm = artifacts.modules.get(sha);
    return wasm?.length === size ? [[sha, wasm] as const] : [];
  });
  return Object.fromEntries(here);
}

/** Puts the link on the clipboard; where that cannot be, the share window shows it, and why. */
export async function copyLink(context: Context, withValues = false): Promise<void> {
  const made = makeLink(context, withValues);
  if (made.kind === 'link') {
    try {
      await context.services.clipboard.write(made.url);
      const left = withValues ? 0 : made.secrets.length;
      toast(context, { kind: 'link-copied', characters: made.url.length, secretsLeftOut: left });
      return;
    } catch {
      toast(context, { kind: 'link-not-copied' });
    }
  }
  patch(context, 'view', { dialog: 'share' });
}

/** The terminal's `share`. */
export function printLink(context: Context): void {
  const made = makeLink(context);
  if (made.kind === 'link') print(context, [{ kind: 'output', text: made.url }]);
  else patch(context, 'view', { dialog: 'share' });
}

/** Puts what happened on the clipboard, as Markdown for an issue. */
export async function copyReport(context: Context): Promise<void> {
  const text = await reportText(context);
  try {
    await context.services.clipboard.write(text);
    patch(context, 'share', { report: undefined });
    toast(context, { kind: 'copied' });
  } catch {
    patch(context, 'share', { report: text });
  }
}

async function reportText(context: Context): Promise<string> {
  const { services } = context;
  const { run } = context.store.getState();
  const project = currentProject(context);
  const made = makeLink(context);
  const exchange = run.result?.report.exchanges[run.exchange];
  const sent: NamedRequest | undefined =
    exchange && run.result?.requests[requestOfExchange(run.result.report, run.exchange)];
  const request = sent ?? project.requests.find(({ id }) => id === project.selectedRequest);
  const secrets = secretsOf({ ...project, requests: [...project.requests, ...(sent ? [sent] : [])] });
  return bugReportText({
    project: project.name,
    link: made.kind === 'link' ? made.url : undefined,
    versions: services.versions,
    request: request?.tcp === null ? printCurl(requestWithoutSecrets(request)) : undefined,
    answer: exchange && curlOutput(exchange, {}, { ...plainShow, headers: true }),
    trouble: run.failure && services.explain({ kind: 'no-run', failure: run.failure }),
    logs: run.result ? logLinesOf(run.result.report).map(({ text }) => text) : [],
    modules: await moduleHashes(context, project),
    secrets: secrets.map(({ value }) => value),
  });
}

const plainShow = { verbose: false, headOnly: false, failsOnError: false, isQuiet: false, writeOut: '' } as const;

async function moduleHashes({ artifacts }: Context, project: Project) {
  const hashes = pluginsOfProject(project).map(async ({ name, module }) => {
    if (module.kind === 'wasm') {
      const { fileName, sha256: sha, size } = module;
      return [{ filter: name, fileName, sha256: sha, size }];
    }
    const wasm = artifacts.built.get(module.entry)?.wasm;
    if (wasm === undefined) return [];
    return [{ filter: name, fileName: `built from ${module.entry}`, sha256: await sha256(wasm), size: wasm.length }];
  });
  return (await Promise.all(hashes)).flat();
}
