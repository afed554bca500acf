import { CircleCheck } from 'lucide-react';
import type { ExpectedClaim } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';

interface ExpectButtonProps {
  readonly claim: ExpectedClaim;
  /** What the claim is about, for its name: `status 200`. */
  readonly of: string;
  /** Reached by keys in another way: no stop of its own. */
  readonly isSkipped?: boolean;
}

/** Makes what is on screen a check of the request. */
export function ExpectButton({ claim, of, isSkipped = false }: ExpectButtonProps) {
  const commands = useCommands();
  const name = `Expect this: ${of}`;
  return (
    <button
      type="button"
      className="expect-button"
      aria-label={name}
      title={name}
      tabIndex={isSkipped ? -1 : undefined}
      onClick={(event) => {
        event.stopPropagation();
        void commands.expectThis(claim);
      }}
    >
      <CircleCheck aria-hidden />
    </button>
  );
}
