/** The PISTE application of a host: one for all its bakers, each of whom keeps his technical account on his own device. */
export interface PisteKey {
  id: string;
  secret: string;
}

export type KeyedEnvironment = 'qualification' | 'production';
export type PisteKeys = Partial<Record<KeyedEnvironment, PisteKey>>;

/** The token form with the host's key in it, when the client left both places empty; null: the client has its own, touch nothing. */
export function withKey(form: string, key: PisteKey): string | null {
  const fields = new URLSearchParams(form);
  if (fields.get('client_id') || fields.get('client_secret')) return null;
  fields.set('client_id', key.id);
  fields.set('client_secret', key.secret);
  return fields.toString();
}

/** Gateways have been seen to send a request back in their error (chorus-pro.md §1): such an answer must not reach a client. */
export function tells(text: string, { secret }: PisteKey): boolean {
  const forms = [secret, encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2), JSON.stringify(secret).slice(1, -1)];
  return forms.some((form) => text.includes(form));
}
