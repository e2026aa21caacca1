import * as z from 'zod/mini';

/** What `GET /relais/etat` says: which environments this server can serve, and which it holds a PISTE key for. Never the key. */
const yes = z.catch(z.boolean(), false);

export const RelayState = z.object({
  environnements: z.object({
    /** `ouvert`: this server carries a training portal. */
    training: z.catch(z.object({ ouvert: yes }), { ouvert: false }),
    /** `cle`: the host provides the PISTE application; the client sends an empty `client_id` and `client_secret`. */
    qualification: z.catch(z.object({ cle: yes }), { cle: false }),
    production: z.catch(z.object({ cle: yes }), { cle: false }),
    /** `hotes`: « autre » is open to the one who asks. */
    other: z.catch(z.object({ hotes: yes }), { hotes: false }),
  }),
});
export type RelayState = z.infer<typeof RelayState>;

/** Below the relay's base address: `${base}${RELAY_STATE_PATH}`. */
export const RELAY_STATE_PATH = '/etat';

/** null: not a relay's answer (an older relay, a captive portal, no server at all): the app then asks for the user's own key. */
export function restoreRelayState(value: unknown): RelayState | null {
  const read = RelayState.safeParse(value);
  return read.success ? read.data : null;
}
