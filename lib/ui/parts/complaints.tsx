import type { PortalMessage } from '../../portal/errors.ts';
import { said } from '../words/dictionary.ts';
import { follow as words } from '../words/fr/invoice.ts';
import { Notice } from './notice.tsx';

/** What the portal complains of, in our words; its own stay one tap away, for its help desk. */
export function Complaints({ messages }: { messages: readonly PortalMessage[] }) {
  return (
    <>
      {messages.map(({ message, remedy, original }) => (
        <Notice key={original} tone="stop">
          <strong>{said(message)}</strong>
          <span>{said(remedy)}</span>
          {original && !message.includes(original) && (
            <details>
              <summary>{words.portalSays}</summary>
              <blockquote lang="fr">{original}</blockquote>
            </details>
          )}
        </Notice>
      ))}
    </>
  );
}
