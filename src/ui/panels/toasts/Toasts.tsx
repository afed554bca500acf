import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import type { Commands, Message } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { useIsNarrow } from '../layout/use-is-narrow.ts';
import { lastsMs, toastText, words } from './toasts.words.ts';

/** A file that was refused can still be looked at. */
function actionOf(message: Message, commands: Commands) {
  if (message.kind !== 'refused-module' || message.sha256 === undefined) return {};
  const { fileName, sha256 } = message;
  return { action: { label: words.inspect, onClick: () => void commands.inspect({ kind: 'file', fileName, sha256 }) } };
}

/** A small screen has its panes at the bottom. */
const ABOVE_THE_BAR = 68;

/** Hands the messages of the store to the toaster, once each. */
export function Toasts() {
  const commands = useCommands();
  const isNarrow = useIsNarrow();
  const { toasts, theme } = useSelected((state) => ({ toasts: state.toasts, theme: state.view.theme }));
  useEffect(() => {
    for (const { id, message } of toasts) {
      const told = toastText(message);
      const { title, about, isError, action } = told;
      const show = isError ? toast.error : toast;
      const own = action && { action: { label: action.label, onClick: () => action.act(commands) } };
      const duration = lastsMs(told);
      // The way back from one change makes room for that from the next, and what is said twice stands there once.
      const place = message.kind === 'changed' ? 'changed' : JSON.stringify([title, about]);
      show(title, { id: place, description: about, duration, ...own, ...actionOf(message, commands) });
      commands.dismissToast(id);
    }
  }, [toasts, commands]);
  return (
    <Toaster
      theme={theme}
      position="bottom-right"
      containerAriaLabel={words.region}
      closeButton
      visibleToasts={6}
      offset={isNarrow ? { bottom: ABOVE_THE_BAR, right: 8 } : 40}
      mobileOffset={{ bottom: ABOVE_THE_BAR, left: 8, right: 8 }}
    />
  );
}
