import type { Tools, Verb } from './verb.ts';
import { exportWord } from './words/export.ts';

export function shareVerbs(tools: Tools): readonly Verb[] {
  const { commands } = tools;
  return [
    {
      id: 'share',
      group: 'share',
      title: 'Share a link',
      act: () => commands.setView({ dialog: 'share' }),
      typed: {
        word: 'share',
        usage: '',
        async run() {
          await commands.printLink();
          return undefined;
        },
      },
    },
    { id: 'copy-link', group: 'share', title: 'Copy a link to this project', act: () => commands.copyLink() },
    {
      id: 'export',
      group: 'share',
      title: 'Export for a real Envoy',
      act: () => commands.setView({ dialog: 'export' }),
      typed: exportWord(tools),
    },
    { id: 'copy-curl', group: 'share', title: 'Copy the request as curl', act: () => commands.copyCurl() },
    { id: 'copy-report', group: 'share', title: 'Copy a bug report as Markdown', act: () => commands.copyReport() },
  ];
}
