import type { HeaderRow, NamedRequest, Project } from '../../model/index.ts';

/** A place in a request whose value opens a door somewhere. */
export interface SecretPlace {
  readonly request: string;
  /** Name of the header; empty: the password in the address. */
  readonly header: string;
  readonly value: string;
}

const KNOWN = /^(?:authorization|proxy-authorization|cookie|cookie2|set-cookie)$/i;
const KEY_LIKE =
  /(?:^|[-_.])(?:auth|key|apikey|token|secret|pass|passwd|password|passphrase|credentials?|session|sessionid|sid|signature|jwt|bearer|otp|pin)(?:$|[-_.])|(?:api|access|auth|private|client|session)[-_]?(?:key|token|secret|id)$/i;
/** Look like it, and are none. */
const HARMLESS = /^(?:idempotency-key|sec-websocket-key|surrogate-key|x-surrogate-key|cache-key|x-cache-key)$/i;

function isSecretName(name: string): boolean {
  const trimmed = name.trim();
  return KNOWN.test(trimmed) || (KEY_LIKE.test(trimmed) && !HARMLESS.test(trimmed));
}

const isSecret = ({ name, value }: HeaderRow): boolean => value.trim() !== '' && isSecretName(name);

/** Name and password before the host: `http://user:word@host/`. */
const CREDENTIALS = /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#@\s]*:[^/?#@\s]*)@/i;

/** What the requests of a project would give away. */
export function secretsOf({ requests }: Project): readonly SecretPlace[] {
  return requests.flatMap(({ name, url, headers, trailers }) => {
    const rows = [...headers, ...trailers].filter(isSecret);
    const credentials = CREDENTIALS.exec(url.trim())?.[2];
    return [
      ...rows.map((row) => ({ request: name, header: row.name.trim(), value: row.value.trim() })),
      ...(credentials === undefined ? [] : [{ request: name, header: '', value: credentials }]),
    ];
  });
}

/** The project with those values empty; the names stay. */
export function withoutSecrets(project: Project): Project {
  return { ...project, requests: project.requests.map(requestWithoutSecrets) };
}

export function requestWithoutSecrets(request: NamedRequest): NamedRequest {
  const emptied = (rows: readonly HeaderRow[]) => rows.map((row) => (isSecret(row) ? { ...row, value: '' } : row));
  return {
    ...request,
    url: request.url.trim().replace(CREDENTIALS, '$1'),
    headers: emptied(request.headers),
    trailers: emptied(request.trailers),
  };
}
