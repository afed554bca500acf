import { ownPlace } from '../../model/index.ts';
import type { Commands } from '../commands/commands.ts';
import type { Context } from '../commands/context.ts';
import { lookCloser } from './look-closer.ts';

/** Opens the line of the project's sources that wrote a record; where none is known, shows the record itself. */
export async function showSource(context: Context, commands: Commands, at: number): Promise<void> {
  const { result } = context.store.getState().run;
  const look = await lookCloser(context, at);
  if (context.store.getState().run.result !== result) return;
  const place = ownPlace(look?.frames ?? []);
  if (place === undefined) {
    commands.showRow(at);
    return;
  }
  commands.openFile(place.path, { line: place.line, column: place.column });
  commands.setView({ pane: 'code' });
}
