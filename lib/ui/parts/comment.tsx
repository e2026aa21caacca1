/** A few lines in one's own words, as many as the portal takes. */
export function Comment({
  id,
  label,
  hint,
  value,
  onType,
}: {
  id: string;
  label: string;
  hint?: string;
  value: string;
  onType: (text: string) => void;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="input"
        rows={3}
        maxLength={2000}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
