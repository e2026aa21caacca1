import { plain } from './text.ts';

/**
 * Which buttons the engine may press. What saves, validates, sends, signs, pays or deletes is the user's own gesture, whatever else its words say.
 */
const theUsers =
  /\b(valider|validez|validation|envoyer|envoi|enregistrer|enregistrement|sauvegarder|soumettre|transmettre|transmission|deposer|depot|signer|signature|payer|paiement|regler|supprimer|suppression|retirer|effacer|vider|annuler|abandonner|confirmer|terminer|finaliser|publier|quitter|deconnexion|deconnecter|connexion|connecter|commander|acheter|creer|inscrire|imprimer|telecharger|exporter|send|submit|save|delete|remove|cancel|reset|pay|sign|confirm|logout|login)\b/;

export type Purpose = 'search' | 'choose' | 'add-line' | 'add-rate' | 'open' | 'close';

const purposes: Readonly<Record<Exclude<Purpose, 'open' | 'close'>, RegExp>> = {
  search: /\b(recherch\w*|cherch\w*|trouver|search|loupe|verifier)\b/,
  choose: /\b(selectionn\w*|choisir|choix|retenir|utiliser|selection|prendre|select|choose|ok)\b/,
  'add-line':
    /\b(ajout\w*|nouvelle?|inserer|add)\b.*\b(lignes?|postes?|articles?|prestations?|produits?|line)\b|^\W*(lignes?|postes?) (supplementaires?|suivante?s?)$/,
  'add-rate': /\b(ajout\w*|nouveau|nouvelle|inserer|add)\b.*\b(taux|tva|lignes?|recapitulatif)\b/,
};

/** May a button of these words be pressed for that? */
export function mayPress(text: string, purpose: Purpose): boolean {
  const read = plain(text);
  if (theUsers.test(read)) return false;
  if (purpose === 'open' || purpose === 'close') return true;
  return purposes[purpose].test(read);
}

/** A button that adds, without saying what: right only inside the very table that lacks a row. */
export function addsSomething(text: string): boolean {
  const read = plain(text);
  return !theUsers.test(read) && (/^(ajout\w*|ajouter une|add|plus|nouvelle?)( .*)?$/.test(read) || /^\s*[+＋]\s*$/.test(text));
}

/** What the button at the end of the form does: the trap is that one of them only keeps a draft. */
export function endingOf(text: string): 'send' | 'draft' | null {
  const read = plain(text);
  if (/\b(envoyer|envoi|soumettre|transmettre|deposer)\b/.test(read) && !/\b(brouillon|mail|message)\b/.test(read)) return 'send';
  if (/\b(enregistrer|sauvegarder|brouillon)\b/.test(read)) return 'draft';
  return null;
}

/** On to the next step of the form, without sending: pressed by the user, told apart so that he is told. */
export function goesOn(text: string): boolean {
  return /^(etape )?(suivante?|suite|continuer|passer a l etape suivante|etape suivante|poursuivre|next|(analyser|lire) (le|ce|votre) (fichier|pdf|document))( \w+)?$/.test(
    plain(text).replace(/ numero$/, ''),
  );
}
