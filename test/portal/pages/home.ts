import { html } from 'hono/html';
import type { Markup } from '../page-invoice.ts';
import { buildNames } from './fields.ts';
import { type SwitchName, switchNames, switchWords } from './switches.ts';

const buildWords = {
  classique: ['Pages classiques', 'Rendues par le serveur, une page par étape : blocs repliables, listes select2, fenêtres de recherche.'],
  react: ['Champs contrôlés par React', 'Listes à choix maison, champs qui apparaissent, nœuds remplacés à chaque frappe.'],
  material: ['Composants à racine fantôme', 'Champs flottants, listes en surimpression, contrôle des valeurs par le serveur.'],
  tableau: ['Ancienne mise en tableau', 'Cadre (iframe), tableaux imbriqués, aucun libellé associé aux champs.'],
} as const;

/** The welcome page of the practice portal: which forms there are, what may be made to go wrong. */
export function homePage(switches: readonly SwitchName[]): Markup {
  return html`<header class="entete"><strong>Portail d’entraînement</strong><span>Pages de saisie et de dépôt</span></header>
<main class="contenu"><h1>S’exercer avec l’extension</h1>
<p>Les mêmes formulaires, en quatre fabrications : les vrais écrans ne sont pas publics, et Coursier doit savoir remplir ce qu’il n’a jamais vu. Ce que vous envoyez arrive dans <a href="../">le carnet du portail d’entraînement</a>, et nulle part ailleurs.</p>
<div class="tuiles">${buildNames.map((build) => html`<a href="${build}/accueil"><strong>${buildWords[build][0]}</strong><span>${buildWords[build][1]}</span></a>`)}</div>
<h2>Pages où rien ne doit être rempli</h2>
<p><a href="imitation/connexion">Une imitation de Chorus Pro</a> (ouvrez-la sous un autre nom, par exemple avec 127.0.0.1) · <a href="ordinaires/">Vingt formulaires ordinaires</a></p>
<h2>Faire échouer quelque chose</h2>
<form method="post" action="essais">${switchNames.map(
    (name) =>
      html`<p><label><input type="checkbox" name="essai" value="${name}" ${switches.includes(name) ? 'checked' : ''}> ${switchWords[name]}</label> <code>?essai=${name}</code></p>`,
  )}<p><button class="btn btn-primary">Appliquer à toutes les pages</button></p></form>
</main>`;
}

/** The fictive login. Nothing may ever be written here by a filler. */
export function loginPage({ expired, back, portalName }: { expired: boolean; back: string; portalName: string }): Markup {
  return html`<header class="entete"><strong>${portalName}</strong></header>
<main class="contenu"><form class="connexion" method="post" action="connexion" id="GCU_Sauthentifier_Formulaire"><h1>S’authentifier</h1>
${expired ? html`<div class="alert alert-warning" role="alert">Votre session a expiré. Reconnectez-vous pour continuer.</div>` : ''}
<input type="hidden" name="retour" value="${back}">
<div class="form-group"><label class="control-label" for="GCU_Sauthentifier_VousAvezDejaUnCompte_Identifiant">Adresse électronique de connexion</label><input class="form-control" type="email" id="GCU_Sauthentifier_VousAvezDejaUnCompte_Identifiant" name="utilisateur.identifiant" autocomplete="username"></div>
<div class="form-group"><label class="control-label" for="GCU_Sauthentifier_VousAvezDejaUnCompte_MotDePasse">Mot de passe</label><input class="form-control" type="password" id="GCU_Sauthentifier_VousAvezDejaUnCompte_MotDePasse" name="utilisateur.motDePasse" autocomplete="current-password"></div>
<button class="btn btn-primary" id="GCU_Sauthentifier_VousAvezDejaUnCompte_BoutonSeConnecter">Se connecter</button>
<p class="help-block">Compte fictif : n’importe quelle adresse et n’importe quel mot de passe conviennent.</p></form></main>`;
}
