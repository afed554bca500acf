import { requestDefaults, withoutControls } from '../../../model/index.ts';
import { currentProject } from '../../commands/context.ts';
import { curlOptions } from '../../curl/curl-options.ts';
import { curlOutput } from '../../curl/curl-output.ts';
import { requestOfCurl } from '../../curl/curl-request.ts';
import { noteText } from '../../curl/note-text.ts';
import type { CurlCommand, CurlShow } from '../../curl/parse-curl.ts';
import type { SendOutcome } from '../../engine/sender.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb, WordOption } from '../verb.ts';

/** Sends what a `curl` command says behind what was sent before, and prints what curl would. */
export async function sendCurl({ context, engine }: Tools, command: CurlCommand): Promise<void> {
  const project = currentProject(context);
  const base = project.requests.find(({ id }) => id === project.selectedRequest)?.url ?? '';
  const fields = requestOfCurl(command, base);
  say(
    context,
    command.notes.map((note) => ({ kind: 'note', text: noteText(note) })),
  );
  await engine.builder.settle();
  const name = `${fields.method} ${fields.url}`;
  const outcome = await engine.sender.sendAlso({
    ...requestDefaults,
    id: context.services.randomId(),
    name,
    ...fields,
  });
  printOutcome(context, outcome, command.show);
}

/** What curl prints of the last exchange. */
export function printOutcome(context: Tools['context'], outcome: SendOutcome, show: CurlShow): void {
  if (outcome.kind === 'superseded') say(context, [{ kind: 'note', text: 'A later run took its place.' }]);
  if (outcome.kind !== 'sent') return;
  const { requests: steps = [] } = outcome.scenario;
  const exchange = outcome.result.report.exchanges.find(({ request }) => request === steps.length - 1);
  const sent = steps.at(-1);
  if (exchange === undefined || sent === undefined) return;
  const text = withoutControls(curlOutput(exchange, sent, show));
  if (text !== '') say(context, [text]);
}

const about: Readonly<Record<string, string>> = {
  '-H': 'a header; with nothing behind the colon, one that curl is not to send',
  '-X': 'the method',
  '-d': 'a body, as a form; the method is then POST',
  '--json': 'a body of JSON, with its headers',
  '-i': 'print the headers of the answer as well',
  '-v': 'print what was sent and what came back',
  '-I': 'only the headers: HEAD',
  '-u': 'user and password, as an authorization header',
  '-A': 'the user agent',
  '-b': 'cookies',
  '-G': 'put the data behind the address',
  '-f': 'no body for a status from 400 on',
  '-o': 'where the body goes; here: not to the terminal',
  '-w': 'what to print at the end, such as %{http_code}',
};
const values: Readonly<Record<string, readonly string[]>> = {
  '-X': ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'],
  '-w': ['%{http_code}'],
};

/** Of curl's many options those that do something here. */
function optionsOfCurl(headers: readonly string[]): WordOption[] {
  return Object.entries(about).map(([name, text]) => {
    const { effect, takesValue = false } = curlOptions.get(name.replace(/^-+/, '')) ?? {};
    const other = [...curlOptions].find(([long, one]) => long.length > 2 && one.effect === effect)?.[0];
    const long = other === undefined || name === `--${other}` ? [] : [`--${other}`];
    const offered = name === '-H' ? headers : values[name];
    return {
      names: [name, ...long],
      ...(takesValue && { value: name === '-H' ? 'HEADER' : 'VALUE' }),
      about: text,
      ...(offered && { values: () => offered }),
    };
  });
}

/** Headers that people type, and those that the project's requests have. */
const wellKnown = [
  'accept: ',
  'authorization: Bearer ',
  'content-type: application/json',
  'content-type: application/x-www-form-urlencoded',
  'cookie: ',
  'host: ',
  'origin: ',
  'referer: ',
  'user-agent: ',
  'x-forwarded-for: ',
  'x-request-id: ',
];

export function curlWord({ context }: Tools): TypedVerb {
  const headers = (): string[] => {
    const own = currentProject(context).requests.flatMap((request) => request.headers.map(({ name }) => `${name}: `));
    return [...new Set([...own, ...wellKnown])].sort();
  };
  const paths = (): string[] => {
    const { requests, upstream } = currentProject(context);
    const reflected =
      upstream.kind === 'reflect' ? ['/headers', '/get', '/anything', '/status/503', '/bytes/1024'] : [];
    return [...new Set([...requests.map(({ url }) => url), ...reflected])];
  };
  return {
    word: 'curl',
    usage: '[OPTION]... [URL]',
    get options() {
      return optionsOfCurl(headers());
    },
    operands: paths,
    // A line that begins with it is read by curl's own rules.
    run: () => undefined,
  };
}
