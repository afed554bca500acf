import { requestDefaults, withoutControls } from '../../model/index.ts';
import { curlOutput } from '../curl/curl-output.ts';
import { requestOfCurl } from '../curl/curl-request.ts';
import { type CurlCommand, type CurlNote, parseCurl } from '../curl/parse-curl.ts';
import { printCurl } from '../curl/print-curl.ts';
import type { Engine } from '../engine/engine.ts';
import type { SendOutcome } from '../engine/sender.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch, print, toast } from './context.ts';
import { requestById } from './request-commands.ts';

type RunCommands = Pick<
  Commands,
  'run' | 'restartSession' | 'selectExchange' | 'moveCursor' | 'showRow' | 'lightRow' | 'pasteCurl' | 'copyCurl'
>;

export function runCommands(context: Context, engine: Engine, editRequest: Commands['editRequest']): RunCommands {
  const selected = () => requestById(context, currentProject(context).selectedRequest);
  return {
    async run() {
      await engine.run();
    },
    restartSession() {
      patch(context, 'run', { session: [] });
    },
    selectExchange(index) {
      const { result } = context.store.getState().run;
      if (result?.report.exchanges[index]) patch(context, 'run', { exchange: index });
    },
    moveCursor(cursor) {
      patch(context, 'run', { cursor });
    },
    showRow(cursor) {
      patch(context, 'run', { cursor });
      patch(context, 'view', { pane: 'dock' });
    },
    lightRow(lit) {
      if (context.store.getState().run.lit !== lit) patch(context, 'run', { lit });
    },
    pasteCurl(text) {
      const command = parseCurl(text);
      const request = selected();
      if (command === undefined || request === undefined) {
        toast(context, { kind: 'not-curl' });
        return false;
      }
      editRequest(request.id, requestOfCurl(command, request.url));
      toast(context, { kind: 'curl-pasted', notes: command.notes.map(noteText) });
      return true;
    },
    async copyCurl() {
      const request = selected();
      if (request === undefined) return;
      try {
        await context.services.clipboard.write(printCurl(request));
        toast(context, { kind: 'copied' });
      } catch {
        toast(context, { kind: 'clipboard-refused' });
      }
    },
  };
}

/** Sends what a `curl` command says behind what was sent before, and prints what curl would. */
export async function sendCurl(context: Context, engine: Engine, command: CurlCommand): Promise<void> {
  const project = currentProject(context);
  const base = project.requests.find(({ id }) => id === project.selectedRequest)?.url ?? '';
  const fields = requestOfCurl(command, base);
  print(
    context,
    command.notes.map((note) => ({ kind: 'note', text: withoutControls(noteText(note)) })),
  );
  await engine.builder.settle();
  const name = `${fields.method} ${fields.url}`;
  const outcome = await engine.sender.sendAlso({
    ...requestDefaults,
    id: context.services.randomId(),
    name,
    ...fields,
  });
  printOutcome(context, outcome, command);
}

function printOutcome(context: Context, outcome: SendOutcome, { show }: CurlCommand): void {
  if (outcome.kind === 'superseded') {
    print(context, [{ kind: 'note', text: 'A later run took its place.' }]);
    return;
  }
  if (outcome.kind !== 'sent') return;
  const { requests: steps = [] } = outcome.scenario;
  const exchange = outcome.result.report.exchanges.find(({ request }) => request === steps.length - 1);
  const sent = steps.at(-1);
  if (exchange === undefined || sent === undefined) return;
  const text = curlOutput(exchange, sent, show);
  if (text !== '') print(context, [{ kind: 'output', text: withoutControls(text) }]);
}

/** What of a command was left out, in one line. */
function noteText({ kind, text }: CurlNote): string {
  switch (kind) {
    case 'unknown-option':
      return `${text}: not an option of curl that is known here; left out.`;
    case 'unsupported-option':
      return `${text}: not simulated; left out.`;
    case 'value-missing':
      return `${text}: its value is missing; left out.`;
    case 'file-not-read':
      return `${text}: there are no files here; left out.`;
    case 'not-expanded':
      return `${text}: there is no shell here; sent as it stands.`;
    case 'left-out':
      return `${text}: left out.`;
    case 'open-quote':
      return 'A quote was not closed; read to the end of the text.';
  }
}
