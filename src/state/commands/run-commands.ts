import { requestOfCurl } from '../curl/curl-request.ts';
import { type CurlNote, parseCurl } from '../curl/parse-curl.ts';
import type { Engine } from '../engine/engine.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch, toast } from './context.ts';
import { shownAs } from '../selectors/sent.ts';
import { requestById } from './request-commands.ts';

type RunCommands = Pick<
  Commands,
  'run' | 'restartSession' | 'selectSent' | 'moveCursor' | 'showRow' | 'lightRow' | 'pasteCurl' | 'copyCurl'
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
    selectSent(sent) {
      patch(context, 'run', shownAs(sent));
    },
    moveCursor(cursor) {
      patch(context, 'run', { cursor });
    },
    showRow(cursor) {
      patch(context, 'run', { cursor });
      patch(context, 'view', { dockTab: 'timeline', pane: 'dock' });
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
      if (request.tcp !== null) {
        toast(context, { kind: 'tcp-left-out', count: 1 });
        return;
      }
      const { printCurl } = await import('../curl/print-curl.ts');
      try {
        await context.services.clipboard.write(printCurl(request));
        toast(context, { kind: 'copied' });
      } catch {
        toast(context, { kind: 'clipboard-refused' });
      }
    },
  };
}

/** What of a command was left out, in one line. */
export function noteText({ kind, text }: CurlNote): string {
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
