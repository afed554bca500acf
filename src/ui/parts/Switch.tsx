import { Switch as Radix } from 'radix-ui';

interface SwitchProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ name, isOn, onChange }: SwitchProps) {
  return (
    <Radix.Root className="switch" aria-label={name} checked={isOn} onCheckedChange={onChange}>
      <Radix.Thumb />
    </Radix.Root>
  );
}
