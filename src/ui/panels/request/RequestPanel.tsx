import { ClipboardCopy, ListOrdered, Plus } from 'lucide-react';
import { type ClipboardEvent, useState } from 'react';
import type { NamedRequest } from '../../../model/index.ts';
import { looksLikeRequests } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Menu, MenuItem } from '../../parts/Menu.tsx';
import { Pane } from '../../parts/Pane.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { expectedOf } from './expected-of.ts';
import { HeaderLines } from './HeaderLines.tsx';
import { BodyTab, ChecksTab, OptionsTab, QueryTab, TcpEditor, UpstreamEditor } from './late-tabs.ts';
import { RequestLine } from './RequestLine.tsx';
import { RequestMenu } from './RequestMenu.tsx';
import { RequestStrip } from './RequestStrip.tsx';
import { words } from './request.words.ts';
import './request.css';

export function RequestPanel() {
  const commands = useCommands();
  const [renaming, setRenaming] = useState<string>();
  const { requests, selected, isSequence } = useSelected(({ project: { current } }) => ({
    requests: current.requests,
    selected: current.requests.find(({ id }) => id === current.selectedRequest),
    isSequence: current.isSequence,
  }));
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const text = event.clipboardData.getData('text/plain');
    const kind = looksLikeRequests(text);
    const isAddress = event.target instanceof Element && event.target.matches('.url');
    if (kind !== 'curl' && !(kind === 'file' && isAddress)) return;
    event.preventDefault();
    event.stopPropagation();
    void commands.bringRequests(text);
  };
  const actions = (
    <>
      {requests.length > 1 && (
        <IconButton
          small
          name={words.sequence}
          icon={<ListOrdered />}
          aria-pressed={isSequence}
          onClick={() => commands.setSequence(!isSequence)}
        />
      )}
      <Menu trigger={<IconButton small name={words.add} icon={<Plus />} />} align="end">
        <MenuItem onSelect={() => commands.addRequest()}>{words.http}</MenuItem>
        <MenuItem about={words.tcpAbout} onSelect={() => commands.addRequest('tcp')}>
          {words.tcp}
        </MenuItem>
      </Menu>
      {selected?.tcp === null && (
        <IconButton small name={words.copyCurl} icon={<ClipboardCopy />} onClick={() => void commands.copyCurl()} />
      )}
      <RequestMenu requests={requests} selected={selected} onRename={setRenaming} />
    </>
  );
  const strip = (
    <RequestStrip
      requests={requests}
      selected={selected?.id ?? ''}
      isSequence={isSequence}
      renaming={renaming}
      onRename={setRenaming}
    />
  );
  return (
    <div className="request-area" onPaste={onPaste}>
      <Pane title={words.title} isTitleHidden head={strip} actions={actions}>
        {selected === undefined ? (
          <p className="empty">
            {words.none} <Button onClick={() => commands.addRequest()}>{words.add}</Button>
          </p>
        ) : (
          <Shown request={selected} />
        )}
      </Pane>
    </div>
  );
}

function Shown({ request }: { request: NamedRequest }) {
  if (request.tcp !== null) return <TcpEditor request={request} talk={request.tcp} />;
  return (
    <>
      <RequestLine request={request} />
      <Parts request={request} />
    </>
  );
}

function Parts({ request }: { request: NamedRequest }) {
  const commands = useCommands();
  const { tab, upstream, expected, failing, isSequence } = useSelected((state) => ({
    tab: state.view.requestTab,
    isSequence: state.project.current.isSequence,
    upstream: state.project.current.upstream,
    ...expectedOf(state, request.id),
  }));
  const edit = (fields: Parameters<typeof commands.editRequest>[1]) => commands.editRequest(request.id, fields);
  const waits = request.waitMs > 0 ? 1 : 0;
  return (
    <Tabs
      name={words.parts}
      active={tab}
      onChange={(requestTab) => commands.setView({ requestTab })}
      aside={
        <span className="faint paste-hint">
          {words.pasteHint.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </span>
      }
      tabs={[
        {
          id: 'headers',
          label: words.headers,
          count: sentCount(request.headers),
          content: <HeaderLines request={request} list="headers" />,
        },
        {
          id: 'query',
          label: words.query,
          count: /\?([^#]+)/.exec(request.url)?.[1]?.split('&').length,
          content: <QueryTab url={request.url} onChange={(url) => edit({ url })} />,
        },
        {
          id: 'body',
          label: words.body,
          count: request.body === '' ? 0 : request.splits.length + 1,
          content: <BodyTab request={request} onChange={edit} />,
        },
        {
          id: 'trailers',
          label: words.trailers,
          count: sentCount(request.trailers),
          content: <HeaderLines request={request} list="trailers" />,
        },
        {
          id: 'options',
          label: words.options,
          count: waits + (request.http === '2' ? 1 : 0) + (isSequence && request.overlaps ? 1 : 0),
          content: <OptionsTab request={request} onChange={edit} />,
        },
        {
          id: 'upstream',
          label: words.upstream,
          content: <UpstreamEditor upstream={upstream} onChange={(to) => commands.setUpstream(to)} />,
        },
        {
          id: 'checks',
          label: words.checks,
          count: failing > 0 ? failing : expected,
          ...(failing > 0 && { tone: 'error' as const }),
          content: <ChecksTab request={request.id} />,
        },
      ]}
    />
  );
}

const sentCount = (rows: NamedRequest['headers']) => rows.filter(({ enabled, name }) => enabled && name !== '').length;
