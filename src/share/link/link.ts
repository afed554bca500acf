import * as v from 'valibot';
import { bytesOfText, pluginsOfProject, type Project, joinBytes } from '../../model/index.ts';
import { crc32, parseProject } from '../index.ts';
import { base64url, bytesOfBase64url } from './base64url.ts';
import { deflated, dictionaryOf, DIGIT, inflated, MAX_PAYLOAD_BYTES } from './packing.ts';
import { canonicalProject, projectShape } from './project-shape.ts';
import { fields, isRecord, list, number, Texts } from './shape.ts';
import { type LinkView, plainView, viewSchema, viewShape } from './view.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** No link is longer, in characters from `#` on. */
const MAX_LINK_CHARACTERS = 64 * 1024;
/** A link that is longer than this carries no modules, only their names. */
const MAX_CARRYING_CHARACTERS = 32 * 1024;

export interface LinkContent {
  /** Without an id; its filters and requests are named by their positions. */
  readonly project: Project;
  readonly view: LinkView;
  /** By SHA-256, as the project claims it: the modules that travel in the link. */
  readonly modules: Readonly<Record<string, Bytes>>;
}

/** Why a text behind `#` is not opened. */
export type LinkRefusal =
  | { readonly kind: 'link-too-long'; readonly characters: number; readonly limit: number }
  /** Written by a version of this page that this one does not know. */
  | { readonly kind: 'link-unknown'; readonly digit: string }
  /** Cut off, or changed on its way. */
  | { readonly kind: 'link-damaged' }
  | { readonly kind: 'link-too-large'; readonly limit: number }
  /** Whole, and still not what this page writes. */
  | { readonly kind: 'link-invalid' };

export type DecodedLink = { readonly kind: 'link'; readonly content: LinkContent } | LinkRefusal;

export type EncodedLink =
  | {
      readonly kind: 'link';
      /** From `#` on. */
      readonly hash: string;
      /** SHA-256 of the modules that travel within. */
      readonly carried: readonly string[];
    }
  | { readonly kind: 'link-too-long'; readonly characters: number; readonly limit: number }
  | { readonly kind: 'link-too-large'; readonly limit: number }
  /** The project has something that a link may not have. */
  | { readonly kind: 'link-invalid' };

interface Head extends Omit<Project, 'schema' | 'id'> {
  readonly view: LinkView;
  /** Which of the project's modules stand behind the texts, by their positions. */
  readonly carried: readonly number[];
}

const headShape = fields<Head>({
  ...projectShape,
  view: { key: 'v', shape: viewShape, or: plainView },
  carried: { key: 'b', shape: list(number, 64), or: [] },
});

const headSchema = v.object({ view: viewSchema, carried: v.array(v.number()) });

/** Long texts stand behind it, so a project's is far below. */
const MAX_HEAD_CHARACTERS = 256 * 1024;

/** Never occurs in UTF-8. */
const END_OF_TEXT = Uint8Array.of(0xff);

/** Programs that make links of text leave such a character at the end outside. */
const isLostAtEnd = (hash: string): boolean => /[-_]$/.test(hash);

/** The link of a project. The same project and view always give the same link. */
export function encodeLink({ project, view, modules }: LinkContent): EncodedLink {
  const shas = modulesOf(project);
  let best = linkCarrying({ project, view, modules }, []);
  const smallestFirst = shas
    .filter((sha) => modules[sha] !== undefined)
    .sort((one, other) => sizeOf(modules, one) - sizeOf(modules, other));
  for (const sha of smallestFirst) {
    if (best.kind !== 'link') break;
    const more = linkCarrying({ project, view, modules }, [...best.carried, sha]);
    if (more.kind !== 'link' || more.hash.length > MAX_CARRYING_CHARACTERS) break;
    best = more;
  }
  if (best.kind !== 'link') return best;
  // What cannot be opened is not handed out.
  const again = decodeLink(best.hash);
  return again.kind === 'link' ? best : { kind: 'link-invalid' };
}

const sizeOf = (modules: LinkContent['modules'], sha: string): number => modules[sha]?.length ?? 0;

function linkCarrying({ project, view, modules }: LinkContent, shas: readonly string[]): EncodedLink {
  const all = modulesOf(project);
  const carried = all.flatMap((sha, i) => (shas.includes(sha) ? [i] : []));
  const texts: string[] = [];
  const { schema: _schema, id: _id, ...parts } = canonicalProject(project);
  const json = JSON.stringify(headShape.write({ ...parts, view, carried }, texts));
  const bytes = carried.flatMap((i) => modules[all[i] ?? ''] ?? []);
  const behind = joinBytes([bytesOfText(Texts.write(texts)), ...(bytes.length > 0 ? [END_OF_TEXT, ...bytes] : [])]);
  for (let spaces = 0; ; spaces++) {
    const payload = joinBytes([bytesOfText(json + ' '.repeat(spaces)), behind]);
    if (payload.length > MAX_PAYLOAD_BYTES) return { kind: 'link-too-large', limit: MAX_PAYLOAD_BYTES };
    const hash = hashOf(payload);
    if (isLostAtEnd(hash) && spaces < 16) continue;
    if (hash.length > MAX_LINK_CHARACTERS)
      return { kind: 'link-too-long', characters: hash.length, limit: MAX_LINK_CHARACTERS };
    return { kind: 'link', hash, carried: carried.map((i) => all[i] ?? '') };
  }
}

/**
 * The checksum stands over the deflated bytes: there are many streams for one text, and no other than ours is taken
 * for a link that arrived whole.
 */
function hashOf(payload: Uint8Array): string {
  const body = deflated(payload, dictionaryOf(DIGIT) ?? new Uint8Array());
  const checksum = new DataView(new ArrayBuffer(4));
  checksum.setUint32(0, crc32(body));
  return `#${DIGIT}${base64url(joinBytes([new Uint8Array(checksum.buffer), body]))}`;
}

/** What a link holds, checked. Nothing that it says reaches an object which was there before. */
export function decodeLink(hash: string): DecodedLink {
  if (hash.length > MAX_LINK_CHARACTERS) {
    return { kind: 'link-too-long', characters: hash.length, limit: MAX_LINK_CHARACTERS };
  }
  const digit = hash.charAt(1);
  const dictionary = hash.startsWith('#') ? dictionaryOf(digit) : undefined;
  if (dictionary === undefined) return { kind: 'link-unknown', digit };
  const bytes = bytesOfBase64url(hash.slice(2));
  if (bytes === undefined || bytes.length <= 4) return { kind: 'link-damaged' };
  const body = bytes.subarray(4);
  if (new DataView(bytes.buffer).getUint32(0) !== crc32(body)) return { kind: 'link-damaged' };
  const read = inflated(body, dictionary);
  switch (read.kind) {
    case 'broken':
      return { kind: 'link-invalid' };
    case 'too-large':
      return { kind: 'link-too-large', limit: MAX_PAYLOAD_BYTES };
    case 'inflated': {
      const content = contentOf(read.payload);
      return content === undefined ? { kind: 'link-invalid' } : { kind: 'link', content };
    }
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function contentOf(payload: Uint8Array): LinkContent | undefined {
  const end = payload.indexOf(0xff);
  const head = headOf(end < 0 ? payload : payload.subarray(0, end));
  if (!isRecord(head)) return undefined;
  const { view, carried, ...parts } = head;
  const project = parseProject({ ...parts, schema: 2, id: '' });
  const rest = v.safeParse(headSchema, { view, carried }, { abortEarly: true });
  if (project === undefined || !rest.success || !isWhole(project)) return undefined;
  const modules = carriedModules(project, rest.output.carried, end < 0 ? undefined : payload.slice(end + 1));
  return modules && { project, view: rest.output.view, modules };
}

function headOf(bytes: Uint8Array): unknown {
  try {
    const whole = strictUtf8.decode(bytes);
    const found = whole.indexOf('\0');
    const end = found < 0 ? whole.length : found;
    if (end > MAX_HEAD_CHARACTERS) return undefined;
    const texts = new Texts(whole.slice(end));
    const head = headShape.read(JSON.parse(whole.slice(0, end)), texts);
    return texts.isAtEnd ? head : undefined;
  } catch {
    // No UTF-8, or no JSON.
    return undefined;
  }
}

/** The requests that it names are there. */
function isWhole({ requests, selectedRequest, checks }: Project): boolean {
  const ids = new Set(['', ...requests.map(({ id }) => id)]);
  return ids.has(selectedRequest) && checks.every(({ request }) => ids.has(request));
}

function carriedModules(
  project: Project,
  carried: readonly number[],
  bytes: Bytes | undefined,
): Record<string, Bytes> | undefined {
  const shas = modulesOf(project);
  const sizes = new Map(
    pluginsOfProject(project).flatMap(({ module }) => (module.kind === 'wasm' ? [[module.sha256, module.size]] : [])),
  );
  const modules: Record<string, Bytes> = {};
  let at = 0;
  for (const i of carried) {
    const sha = shas[i];
    if (bytes === undefined || sha === undefined || Object.hasOwn(modules, sha)) return undefined;
    const end = at + (sizes.get(sha) ?? 0);
    if (end > bytes.length) return undefined;
    modules[sha] = bytes.slice(at, end);
    at = end;
  }
  return at === (bytes?.length ?? 0) ? modules : undefined;
}

/** SHA-256 of the project's .wasm files, each once. */
function modulesOf(project: Project): readonly string[] {
  const shas = pluginsOfProject(project).flatMap(({ module }) => (module.kind === 'wasm' ? [module.sha256] : []));
  return [...new Set(shas)];
}
