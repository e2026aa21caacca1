/** @jsxImportSource react */

export interface Common {
  label: string;
  required?: boolean;
  value: string;
  onValue: (value: string) => void;
  error?: string;
  /** Focus is given back to it when its node is replaced. */
  mark: string;
}

export const Star = ({ on }: { on?: boolean }) => (on ? <span className="star"> *</span> : null);
export const Told = ({ text }: { text?: string }) =>
  text ? (
    <p className="told" role="alert">
      {text}
    </p>
  ) : null;
