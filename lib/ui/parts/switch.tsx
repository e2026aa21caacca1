import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  /** As stored. */
  checked: boolean;
  /** Resolves when the store has it. */
  onSwitch: (on: boolean) => Promise<void>;
  children: ComponentChildren;
}

/** On or off: shows the user's choice at once, and what is stored as soon as it is. */
export function Switch({ checked, onSwitch, children }: Props) {
  const [wanted, setWanted] = useState<boolean | null>(null);
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={wanted ?? checked}
        onChange={(event) => {
          const on = event.currentTarget.checked;
          setWanted(on);
          void onSwitch(on).then(() => setWanted(null));
        }}
      />
      {children}
    </label>
  );
}
