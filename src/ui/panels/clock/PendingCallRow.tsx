import { useState } from 'react';
import { type ClusterReply, type PendingCall, replyDefaults } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { ReplyEditor } from '../settings/ReplyEditor.tsx';
import { words } from './clock.words.ts';

const firstAnswer: ClusterReply = { ...replyDefaults, body: 'ok\n' };

/** A request that an upstream has got and not answered, and what can become of it. */
export function PendingCallRow({ call, nowMs }: { call: PendingCall; nowMs: number }) {
  const commands = useCommands();
  const isRunning = useSelected(({ run }) => run.isRunning);
  const [draft, setDraft] = useState<ClusterReply>();
  const left = call.sinceMs + call.timeoutMs - nowMs;
  return (
    <li className="clock-call">
      <div>
        <strong>{call.cluster}</strong>
        <code>{words.called(call)}</code>
        <span className="faint">
          {words.by(call)} · {words.since(nowMs - call.sinceMs)} ·{' '}
          {call.timeoutMs > 0 ? words.timeout(left) : words.noTimeout}
        </span>
      </div>
      <div className="clock-verbs">
        <Button
          small
          disabled={isRunning}
          aria-expanded={draft !== undefined}
          aria-label={words.nameOf(words.answer, call)}
          onClick={() => setDraft(draft === undefined ? firstAnswer : undefined)}
        >
          {words.answer}
        </Button>
        <Button
          small
          disabled={isRunning || call.timeoutMs === 0}
          aria-label={words.nameOf(words.timeOut, call)}
          onClick={() => void commands.timeOutCall(call)}
        >
          {words.timeOut}
        </Button>
        <Button
          small
          disabled={isRunning}
          aria-label={words.nameOf(words.fail, call)}
          onClick={() => void commands.failCall(call)}
        >
          {words.fail}
        </Button>
      </div>
      {draft && (
        <form
          className="clock-answer"
          onSubmit={(event) => {
            event.preventDefault();
            setDraft(undefined);
            void commands.answerCall(call, draft);
          }}
        >
          <ReplyEditor reply={draft} title={words.yourAnswer} onChange={setDraft} />
          <div className="clock-verbs">
            <Button small look="primary" type="submit" disabled={isRunning}>
              {words.send}
            </Button>
            <Button small onClick={() => setDraft(undefined)}>
              {words.cancel}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}
