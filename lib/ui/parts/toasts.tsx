import { announcement, forget, toasts } from '../state.ts';

/** Short messages at the bottom, and the voice of the app for screen readers. */
export function Toasts() {
  return (
    <>
      <div class="toasts" role="status" aria-live="polite">
        {toasts.value.map((toast) => (
          <div class="toast" key={toast.id} data-toast={toast.id}>
            <span>{toast.text}</span>
            {toast.action && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  forget(toast.id);
                  toast.action?.run();
                }}
              >
                {toast.action.label}
              </button>
            )}
          </div>
        ))}
      </div>
      <p class="hidden" aria-live="polite">
        {announcement.value}
      </p>
    </>
  );
}
