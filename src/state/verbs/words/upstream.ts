import { bytesOfLatin1, type ClusterReply, type HeaderRow, shownBytes } from '../../../model/index.ts';
import { currentProject } from '../../commands/context.ts';
import type { Arguments } from '../arguments.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';

/** `upstream`: what stands behind the proxy. */
export function upstreamWord({ context, commands }: Tools): TypedVerb {
  const show = (): void => {
    const { upstream, clusters } = currentProject(context);
    const lines =
      upstream.kind === 'reflect'
        ? ['upstream: tells the request back (reflect)']
        : [
            `upstream: answers ${upstream.status}`,
            ...upstream.headers.filter(({ enabled }) => enabled).map(({ name, value }) => `  ${name}: ${value}`),
            ...(upstream.body === '' ? [] : ['', bodyText(upstream)]),
          ];
    const others = clusters.map(({ name, behaviour }) => `${name}: ${behaviour.kind}`);
    say(context, [...lines, ...others]);
  };
  return {
    word: 'upstream',
    usage: '[show | reflect | STATUS [-H HEADER]... [BODY]]',
    options: [{ names: ['-H', '--header'], value: 'HEADER', about: 'a header of the answer, as "name: value"' }],
    operands: (before) => (before.length === 0 ? ['show', 'reflect', '200', '404', '503'] : []),
    run({ options, operands }: Arguments) {
      const [what = 'show', ...body] = operands;
      if (what === 'show') show();
      else if (what === 'reflect') commands.setUpstream({ kind: 'reflect' });
      else {
        const status = /^\d{3}$/.test(what) ? Number(what) : 0;
        if (status < 200 || status > 599) return `${what}: say show, reflect, or a status from 200 to 599`;
        const headers = (options.get('-H') ?? []).map(headerRow);
        const wrong = headers.find((row): row is string => typeof row === 'string');
        if (wrong !== undefined) return wrong;
        const rows = headers.filter((row): row is HeaderRow => typeof row !== 'string');
        commands.setUpstream({ kind: 'fixed', status, headers: rows, body: body.join(' '), isBytes: false });
      }
      return undefined;
    },
  };
}

const bodyText = ({ body, isBytes }: Pick<ClusterReply, 'body' | 'isBytes'>): string =>
  isBytes ? `${body.length} bytes: ${shownBytes(bytesOfLatin1(body))}` : body;

function headerRow(text: string): HeaderRow | string {
  const [, name = '', value = ''] = /^\s*([^:\s]+)\s*:\s*([^]*)$/.exec(text) ?? [];
  return name === '' ? `-H ${text}: not a header; write "name: value"` : { enabled: true, name, value };
}
