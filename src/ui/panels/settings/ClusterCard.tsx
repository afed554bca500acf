import { Plus, Trash2 } from 'lucide-react';
import { type ProjectCluster, replyDefaults } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { TextEntry } from '../../parts/TextEntry.tsx';
import { offerUndo } from '../toasts/offer-undo.ts';
import { HoldSwitch } from './HoldSwitch.tsx';
import { ReplyEditor } from './ReplyEditor.tsx';
import { words } from './settings.words.ts';

interface ClusterCardProps {
  readonly cluster: ProjectCluster;
  readonly traffic: string;
}

type Kind = ProjectCluster['behaviour']['kind'];
const kinds: readonly Kind[] = ['reflect', 'replies', 'refuse'];
const protocols: readonly ProjectCluster['protocol'][] = ['http1', 'http2'];

/** One cluster: what it is called, and how it answers. */
export function ClusterCard({ cluster, traffic }: ClusterCardProps) {
  const commands = useCommands();
  const names = useSelected(({ project }) => project.current.clusters.map(({ name }) => name));
  const { name, behaviour, protocol, address } = cluster;
  const replies = behaviour.kind === 'replies' ? behaviour.replies : [];
  const setReplies = (next: typeof replies) =>
    commands.setCluster(name, { behaviour: { kind: 'replies', replies: next } });
  const setKind = (kind: Kind) =>
    commands.setCluster(name, {
      behaviour: kind === 'replies' ? { kind, replies: [{ ...replyDefaults, body: 'ok\n' }] } : { kind },
    });
  const remove = () => {
    commands.removeCluster(name);
    offerUndo(words.removedCluster(name), () => commands.undo());
  };
  return (
    <article className="set-card" aria-label={name}>
      <header>
        <TextEntry
          className="input card-title"
          name={words.clusterName}
          value={name}
          onCommit={(to) => !names.includes(to) && commands.renameCluster(name, to)}
        />
        <span className="spring" />
        <span className="faint">{traffic}</span>
        <IconButton small name={words.removeCluster(name)} icon={<Trash2 />} onClick={remove} />
      </header>
      <div className="card-content">
        <div className="settings-pair">
          <Field label={words.answers}>
            <select
              className="input"
              value={behaviour.kind}
              onChange={(event) => setKind(kinds.find((kind) => kind === event.target.value) ?? 'reflect')}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {words.behaviours[kind]}
                </option>
              ))}
            </select>
          </Field>
          {behaviour.kind === 'replies' && (
            <Field label={words.protocol}>
              <select
                className="input"
                value={protocol}
                onChange={(event) =>
                  commands.setCluster(name, {
                    protocol: protocols.find((one) => one === event.target.value) ?? 'http1',
                  })
                }
              >
                {protocols.map((one) => (
                  <option key={one} value={one}>
                    {words.protocols[one]}
                  </option>
                ))}
              </select>
            </Field>
          )}
          <Field label={words.address}>
            <input
              className="input mono"
              value={address}
              placeholder={words.addressHint}
              spellCheck={false}
              onChange={(event) => commands.setCluster(name, { address: event.target.value })}
            />
          </Field>
        </div>
        {replies.map((reply, index) => (
          <ReplyEditor
            // A reply keeps its place while it is edited.
            key={index}
            reply={reply}
            title={replyTitle(replies, index)}
            isMatched
            isHttp2={protocol === 'http2'}
            onChange={(next) => setReplies(replies.with(index, next))}
            {...(replies.length > 1 && { onRemove: () => setReplies(replies.toSpliced(index, 1)) })}
            {...(index > 0 && {
              onMoveUp: () => setReplies(replies.toSpliced(index, 1).toSpliced(index - 1, 0, reply)),
            })}
          />
        ))}
        {behaviour.kind === 'replies' && (
          <Button small className="add-row" onClick={() => setReplies([...replies, replyDefaults])}>
            <Plus aria-hidden />
            {words.addReply}
          </Button>
        )}
        {behaviour.kind !== 'refuse' && <HoldSwitch cluster={name} />}
      </div>
    </article>
  );
}

/** Replies that match a path stand out of turn; the others are counted. */
function replyTitle(replies: readonly (typeof replyDefaults)[], index: number): string {
  const prefix = replies[index]?.prefix ?? '';
  if (prefix !== '') return words.replyMatch(prefix);
  const inTurn = replies.flatMap((reply, at) => (reply.prefix === '' ? [at] : []));
  return words.replyTurn(inTurn.indexOf(index) + 1, inTurn.at(-1) === index);
}
