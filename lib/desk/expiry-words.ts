/** One sentence for the notification, where no screen stands between. */
export function passwordEnds(days: number): string {
  if (days < 0) return 'Le mot de passe technique de Chorus Pro a expiré.';
  if (days === 0) return 'Le mot de passe technique de Chorus Pro expire aujourd’hui.';
  return days === 1 ? 'Le mot de passe technique de Chorus Pro expire demain.' : `Le mot de passe technique de Chorus Pro expire dans ${days} jours.`;
}
