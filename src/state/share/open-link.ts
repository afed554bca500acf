import { pluginsOfProject, type Project } from '../../model/index.ts';
import {
  decodeLink,
  type LinkContent,
  type LinkRefusal,
  plainView,
  type Wishes,
  wishesOf,
} from '../../share/link/index.ts';
import { type Context, patch, toast } from '../commands/context.ts';
import type { OpenVerbs } from '../commands/share-commands.ts';
import { sha256 } from '../sha256.ts';
import type { CardModule } from '../slices/share.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Opened = 'opened' | 'not-opened';

/** What waits for the Run button of its card. */
const waiting = new WeakMap<Context, { readonly content: LinkContent; readonly wishes: Wishes }>();
/** How to stop watching whether what the address names is still on show. */
const watching = new WeakMap<Context, () => void>();

/** Opens what the page's address asks for, otherwise what was there before. */
export async function arrive(context: Context, verbs: OpenVerbs): Promise<void> {
  const { hash, search } = context.services.address.read();
  const wishes = wishesOf(search);
  const { theme, tab: resultTab } = wishes;
  verbs.setView({ ...(theme && { theme }), ...(resultTab && { resultTab }) });
  if (hash !== '' && (await openHash(context, verbs, hash)) === 'opened') return;
  if (wishes.lesson !== undefined && (await arriveAtLesson(context, verbs, wishes))) return;
  const example = context.services.examples.find(({ id }) => id === wishes.example);
  onceOpened(context, () => {
    if (example) watch(context);
    showWished(context, verbs, wishes);
  });
  if (example) await verbs.loadExample(example.id, { isRun: wishes.run !== 'click' });
  else await verbs.start();
}

/** A lesson opens where it was left. Its address stays until something else is open. */
async function arriveAtLesson(context: Context, verbs: OpenVerbs, wishes: Wishes): Promise<boolean> {
  const [workshop = '', lesson] = wishes.lesson?.split('/') ?? [];
  const { project } = context.store.getState();
  onceOpened(context, () => {
    watchLesson(context);
    showWished(context, verbs, wishes);
  });
  await verbs.openLesson(workshop, lesson);
  return context.store.getState().project.current.id !== project.current.id;
}

function watchLesson(context: Context): void {
  const { id } = context.store.getState().project.current;
  const stop = context.store.subscribe(({ project }) => {
    if (project.current.id === id) return;
    stop();
    context.services.address.clear();
  });
}

/** When the next project has been opened; its first run may still be to come. */
function onceOpened({ store }: Context, act: () => void): void {
  const stop = store.subscribe(({ project }, before) => {
    if (project.current.id === before.project.current.id) return;
    stop();
    queueMicrotask(act);
  });
}

/** Opens the link that the address has now: somebody put another one there. */
export async function openAddress(context: Context, verbs: OpenVerbs): Promise<void> {
  const { hash } = context.services.address.read();
  if (hash !== '') await openHash(context, verbs, hash);
}

async function openHash(context: Context, verbs: OpenVerbs, hash: string): Promise<Opened> {
  const decoded = decodeLink(hash);
  if (decoded.kind !== 'link') return refuse(context, decoded);
  const { content } = decoded;
  const wishes = wishesOf(context.services.address.read().search);
  if (pluginsOfProject(content.project).every(({ module }) => module.kind === 'source')) {
    openContent(context, verbs, content, wishes);
    return 'opened';
  }
  const modules = await modulesOf(context, content);
  if (modules === undefined) return refuse(context, { kind: 'link-invalid' });
  waiting.set(context, { content, wishes });
  patch(context, 'share', { card: { name: content.project.name, modules }, notice: undefined });
  verbs.setView({ dialog: 'link-card' });
  for (const module of modules) void describe(context, module);
  return 'not-opened';
}

function refuse(context: Context, refusal: LinkRefusal): Opened {
  patch(context, 'share', { notice: { kind: 'refused', refusal }, card: undefined });
  return 'not-opened';
}

/** A copy: kept under an id of its own from its first change on. What was there before stays where it is kept. */
function openContent(context: Context, verbs: OpenVerbs, content: LinkContent, wishes: Wishes): void {
  const { project, view } = content;
  verbs.openProject(project, { isRun: wishes.run !== 'click' });
  const here = context.services.versions;
  patch(context, 'share', {
    opened: context.store.getState().project.current.id,
    card: undefined,
    notice: differs(project, here) ? { kind: 'versions', made: project.madeWith, here } : undefined,
  });
  watch(context);
  verbs.setView({ resultTab: view.resultTab, requestTab: view.requestTab });
  showLines(context, verbs, view.file, view.lines);
  showWished(context, verbs, wishes);
}

function differs({ madeWith, filters, ...rest }: Project, here: Project['madeWith']): boolean {
  const plugins = [...filters, ...rest.networkFilters, ...rest.accessLoggers, ...rest.services];
  const isOther = (made: string, now: string) => made !== '' && made !== now;
  return (
    plugins.some(({ module }) => module.kind === 'source') &&
    (isOther(madeWith.compiler, here.compiler) || isOther(madeWith.sdk, here.sdk))
  );
}

/** The address names what is on show until that is changed or gives way to something else. */
function watch(context: Context): void {
  watching.get(context)?.();
  const { id } = context.store.getState().project.current;
  const stop = context.store.subscribe(({ project }) => {
    if (project.current.id === id && project.saved === 'copy') return;
    stop();
    context.services.address.clear();
    patch(context, 'share', { opened: undefined });
  });
  watching.set(context, stop);
}

function showWished(context: Context, verbs: OpenVerbs, { file, lines, tab }: Wishes): void {
  if (tab) verbs.setView({ resultTab: tab });
  const shown = file ?? (lines ? context.store.getState().editor.active : undefined);
  if (shown !== undefined) showLines(context, verbs, shown, lines ?? plainView.lines);
}

function showLines(context: Context, verbs: OpenVerbs, file: string, { from, to }: LinkContent['view']['lines']): void {
  if (!Object.hasOwn(context.store.getState().project.current.files, file)) return;
  verbs.openFile(file, ...(from > 0 ? [{ line: from, column: 1, toLine: to }] : []));
}

/** What is known of the modules that a link names; undefined when one that it carries is not what it says. */
async function modulesOf(
  context: Context,
  { project, modules }: LinkContent,
): Promise<readonly CardModule[] | undefined> {
  const { artifacts, services } = context;
  const known: CardModule[] = [];
  for (const { module } of pluginsOfProject(project)) {
    if (module.kind !== 'wasm' || known.some((one) => one.sha256 === module.sha256)) continue;
    const { fileName, size, sha256: sha } = module;
    const carried = modules[sha];
    if (carried && (await sha256(carried)) !== sha) return undefined;
    const kept =
      carried ?? artifacts.modules.get(sha) ?? (await services.storage.loadModule(sha).catch(() => undefined));
    if (kept) artifacts.modules.set(sha, kept);
    const from = carried ? 'link' : kept ? 'here' : 'missing';
    known.push({ fileName, size: kept?.length ?? size, sha256: sha, from, info: undefined });
  }
  return known;
}

/** What the module says of itself, read from its bytes: nothing of it runs. */
async function describe(context: Context, { sha256: sha, from }: CardModule): Promise<void> {
  const wasm = context.artifacts.modules.get(sha);
  if (from === 'missing' || wasm === undefined) return;
  const read = await context.services.runner.inspect(wasm);
  patchModule(context, sha, { info: 'kind' in read ? 'unreadable' : read });
}

function patchModule(context: Context, sha: string, fields: Partial<CardModule>): void {
  const { card } = context.store.getState().share;
  if (card === undefined) return;
  const modules = card.modules.map((one) => (one.sha256 === sha ? { ...one, ...fields } : one));
  patch(context, 'share', { card: { ...card, modules } });
}

/** A file for the link that waits: taken when it is, byte for byte, one of those that it names. */
export async function giveModule(context: Context, fileName: string, wasm: Bytes): Promise<void> {
  const sha = await sha256(wasm);
  const wanted = context.store.getState().share.card?.modules.find((one) => one.sha256 === sha);
  if (wanted === undefined) {
    toast(context, { kind: 'other-file', fileName, sha256: sha });
    return;
  }
  context.artifacts.modules.set(sha, wasm);
  const here: CardModule = { ...wanted, from: 'here', size: wasm.length };
  patchModule(context, sha, here);
  await describe(context, here);
}

/** Somebody has read the card and wants it. */
export function runLink(context: Context, verbs: OpenVerbs): void {
  const held = waiting.get(context);
  const { card } = context.store.getState().share;
  if (held === undefined || card === undefined || card.modules.some(({ from }) => from === 'missing')) return;
  waiting.delete(context);
  verbs.setView({ dialog: undefined });
  openContent(context, verbs, held.content, { ...held.wishes, run: 'auto' });
}

export function dismissLink(context: Context): void {
  waiting.delete(context);
  patch(context, 'share', { card: undefined });
  patch(context, 'view', { dialog: undefined });
  context.services.address.clear();
}
