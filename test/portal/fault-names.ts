/**
 * Everything that may go wrong, as switches of the operator's page and of `control.fault` / `control.once`. Each reproduces something seen on the real
 * service (chorus-pro.md §1, §2.3, §3.5, §8), or plain bad luck of networks; what is only supposed says so.
 */
export const faultGroups = [
  {
    title: 'Accès refusé',
    faults: [
      ['jeton-400-au-hasard', 'Le jeton est refusé une fois sur dix, au hasard, alors que tout est juste.'],
      ['rafale-401', 'Erreur 401 quand deux appels se suivent à moins d’une seconde.'],
      ['mot-de-passe-expire', 'Le mot de passe du compte technique est expiré (réponse supposée).'],
      ['raccordement-absent', 'Le raccordement manque : erreur 403, la demande est renvoyée en écho.'],
      ['trop-de-demandes', 'Plus de dix appels en une minute : erreur 429 et un délai à respecter (limite supposée).'],
    ],
  },
  {
    title: 'Avant le traitement : rien n’est arrivé',
    faults: [
      ['erreur-500', 'Erreur interne 500 à chaque appel.'],
      ['maintenance', 'Page web « maintenance » et erreur 503 à chaque appel.'],
      ['reponse-insensee', 'Page web au lieu de données, sous un code 200.'],
      ['coupure-avant', 'La connexion est coupée avant le traitement.'],
      ['sans-reponse', 'Aucune réponse : l’appel reste en attente.'],
      ['lenteur', 'Les dépôts prennent quatre secondes.'],
    ],
  },
  {
    title: 'Après le traitement : la facture est déposée, mais…',
    faults: [
      ['reponse-perdue', 'La connexion est coupée, la réponse est perdue en route.'],
      ['reponse-tronquee', 'La réponse est coupée au milieu, sous un code 200.'],
      ['erreur-500-apres', 'La réponse est une erreur 500.'],
      ['demande-double', 'Un intermédiaire transmet la demande deux fois : la réponse est celle de la seconde.'],
      ['etat-en-retard', 'La facture n’apparaît dans les recherches que vingt secondes plus tard.'],
      ['formes-melees', 'Les réponses changent de forme : textes pour nombres, dates variées, listes nulles, champs inconnus.'],
    ],
  },
  {
    title: 'Flux Factur-X',
    faults: [
      ['flux-incident', 'Le flux finit « en incident » : rien n’est intégré, tout est à renvoyer.'],
      ['flux-partiel', 'Le flux est intégré en partie : la facture est là, une annexe est refusée (phrase inventée).'],
    ],
  },
  {
    title: 'Règles du portail',
    faults: [
      ['annuaire-ferme', 'Annuaire fermé : seuls les destinataires d’essai existent.'],
      ['unicite-absente', 'Un même numéro est accepté plusieurs fois, pour éprouver l’application.'],
      ['plusieurs-entreprises', 'Le compte technique est rattaché à deux entreprises, chacune avec son SIRET.'],
    ],
  },
] as const;

export type FaultName = (typeof faultGroups)[number]['faults'][number][0];

export const faultNames: readonly FaultName[] = faultGroups.flatMap((group) => group.faults.map(([name]) => name));
