import * as z from 'zod/mini';
import { recipientKinds } from '../directory/recipient.ts';
import { requirements } from '../invoice/requirement.ts';

const text = z.catch(z.string(), '');

/** A recipient as the device keeps it: the door for all that remembers one. */
export const StoredRecipient = z.object({
  siret: z.string(),
  siren: text,
  name: text,
  town: text,
  postcode: text,
  kind: z.catch(z.enum(recipientKinds), 'other'),
  requires: z.catch(z.enum(requirements), 'unknown'),
  services: z.catch(
    z.array(z.object({ code: z.string(), name: text, active: z.catch(z.boolean(), true), requiresEngagement: z.catch(z.boolean(), false) })),
    [],
  ),
  siretCertain: z.catch(z.boolean(), true),
  origin: z.catch(z.enum(['official', 'open', 'training', 'user']), 'user'),
});
