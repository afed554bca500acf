import { type NamedRequest, newTcpTalk, type TcpTalk } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { Switch } from '../../parts/Switch.tsx';
import { TcpSteps } from './TcpSteps.tsx';
import { WaitField } from './WaitField.tsx';
import { tcpWords as words } from './tcp.words.ts';
import './tcp.css';

export interface TcpEditorProps {
  readonly request: NamedRequest;
  readonly talk: TcpTalk;
}

/** What is said over a TCP connection: by the client, and by the service behind the network filters. */
export function TcpEditor({ request: { id, waitMs }, talk }: TcpEditorProps) {
  const commands = useCommands();
  const { filters, enabled } = useSelected(({ project: { current } }) => ({
    filters: current.networkFilters.length,
    enabled: current.networkFilters.filter((one) => one.enabled).length,
  }));
  const set = (parts: Partial<TcpTalk>) => commands.editRequest(id, { tcp: { ...talk, ...parts } });
  const { client, upstream } = talk;
  return (
    <div className="tcp-editor">
      {enabled === 0 && (
        <Note tone="changed">
          {filters === 0 ? words.noFilter : words.filterOff}{' '}
          {filters === 0 && (
            <Button small onClick={() => commands.addFilter('new-source', 'networkFilters')}>
              {words.addFilter}
            </Button>
          )}
        </Note>
      )}
      <div className="tcp-ends">
        <section aria-label={words.client}>
          <h3>{words.client}</h3>
          <TcpSteps end="client" acts={client} onChange={(acts) => set({ client: acts })} />
        </section>
        <section aria-label={words.upstream}>
          <h3>
            {words.upstream}
            <Switch
              name={words.upstreamListens}
              isOn={upstream !== null}
              onChange={() => set({ upstream: upstream === null ? newTcpTalk.upstream : null })}
            />
          </h3>
          {upstream === null ? (
            <p className="hint soft">{words.refused}</p>
          ) : (
            <TcpSteps end="upstream" acts={upstream} onChange={(acts) => set({ upstream: acts })} />
          )}
        </section>
      </div>
      <WaitField waitMs={waitMs} onChange={(to) => commands.editRequest(id, { waitMs: to })} />
    </div>
  );
}
