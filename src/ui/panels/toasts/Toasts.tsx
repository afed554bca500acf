import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import type { Commands, Message } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { toastText, words } from './toasts.words.ts';

/** A file that was refused can still be looked at. */
function actionOf(message: Message, commands: Commands) {
  if (message.kind !== 'refused-module' || message.sha256 === undefined) return {};
  const { fileName, sha256 } = message;
  return { action: { label: words.inspect, onClick: () => void commands.inspect({ kind: 'file', fileName, sha256 }) } };
}

/** Hands the messages of the store to the toaster, once each. */
export function Toasts() {
  const commands = useCommands();
  const { toasts, theme } = useSelected((state) => ({ toasts: state.toasts, theme: state.view.theme }));
  useEffect(() => {
    for (const { id, message } of toasts) {
      const { title, about, isError, action } = toastText(message);
      const show = isError ? toast.error : toast;
      const own = action && { action: { label: action.label, onClick: () => action.act(commands) } };
      const duration = isError || own ? 12_000 : 4_000;
      // The way back from one change makes room for that from the next.
      const place = message.kind === 'changed' ? 'changed' : `message-${id}`;
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
      offset={40}
    />
  );
}
