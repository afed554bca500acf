import { ownPlace } from '../../model/index.ts';
import type { Commands } from '../commands/commands.ts';
import { type Context, toast } from '../commands/context.ts';
import { knownPlace } from './call-places.ts';
import { lookCloser, ranOf } from './look-closer.ts';

/** Opens the line of the project's sources that wrote a record; where none is known, shows the record itself. */
export async function showSource(context: Context, commands: Commands, at: number): Promise<void> {
  const { result } = context.store.getState().run;
  const ran = ranOf(context);
  const known = ran && (await knownPlace(ran, at));
  const place = known ?? ownPlace((await lookCloser(context, at))?.frames ?? []);
  if (context.store.getState().run.result !== result) return;
  if (place === undefined) {
    commands.showRow(at);
    toast(context, { kind: 'no-source-line' });
    return;
  }
  commands.openFile(place.path, { line: place.line, column: place.column });
  commands.setView({ pane: 'code' });
}
