/**
 * Where invoices go. `training` is our own stand-in, served with the app: it is not the State's portal and proves nothing about it.
 * Calls pass through the relay (`pwa/server.ts`) because PISTE answers no browser: `${relay}/${environment}/api/oauth/token` and
 * `${relay}/${environment}/cpro/…` map one to one onto the hosts below.
 */
export const environments = ['training', 'qualification', 'production', 'other'] as const;
export type Environment = (typeof environments)[number];

export const pisteHosts: Record<Exclude<Environment, 'training' | 'other'>, { oauth: string; api: string }> = {
  qualification: { oauth: 'https://sandbox-oauth.piste.gouv.fr', api: 'https://sandbox-api.piste.gouv.fr' },
  production: { oauth: 'https://oauth.piste.gouv.fr', api: 'https://api.piste.gouv.fr' },
};

/** Addresses called without a map of our own: « autre » (another emulator, a bench), or PISTE itself. `token` is whole; `api` is what stands before "/cpro/…". */
export interface OtherAddresses {
  token: string;
  api: string;
}

export interface PortalCredentials {
  clientId: string;
  clientSecret: string;
  /** Technical account, "TECH_1_…@cpro.fr". */
  login: string;
  password: string;
}

/** Credentials of the training portal: public on purpose, they open nothing real. */
export const trainingCredentials: PortalCredentials = {
  clientId: 'entrainement',
  clientSecret: 'entrainement',
  login: 'TECH_1_ENTRAINEMENT@cpro.fr',
  password: 'entrainement',
};
