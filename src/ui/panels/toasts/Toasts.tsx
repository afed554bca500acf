import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import { useCommands, useSelected } from '../../app-context.tsx';
import { toastText, words } from './toasts.words.ts';

/** Hands the messages of the store to the toaster, once each. */
export function Toasts() {
  const commands = useCommands();
  const { toasts, theme } = useSelected((state) => ({ toasts: state.toasts, theme: state.view.theme }));
  useEffect(() => {
    for (const { id, message } of toasts) {
      const { title, about, isError, action } = toastText(message);
      const show = isError ? toast.error : toast;
      show(title, {
        id: `message-${id}`,
        description: about,
        duration: isError || action ? 12_000 : 4_000,
        ...(action && { action: { label: action.label, onClick: () => action.act(commands) } }),
      });
      commands.dismissToast(id);
    }
  }, [toasts, commands]);
  return <Toaster theme={theme} position="bottom-right" containerAriaLabel={words.region} closeButton offset={40} />;
}
