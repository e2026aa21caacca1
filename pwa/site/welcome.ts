/** The page that presents Coursier to who has never seen it. `size`: of a picture of docs/screenshots, in pixels. */
export function welcome(size: (name: string) => { width: number; height: number }): string {
  const picture = (name: string, alt: string, first = false) => {
    const { width, height } = size(name);
    return `<img class="picture phone" src="/guide/images/${name}" alt="${alt}" width="${width}" height="${height}" ${first ? 'fetchpriority="high"' : 'loading="lazy"'} decoding="async">`;
  };
  const card = (title: string, text: string) => `<li><h3>${title}</h3><p>${text}</p></li>`;
  return `<section class="hero">
<div>
<h1>Photographiez votre facture, Coursier la porte à Chorus Pro.</h1>
<p class="lead">Vous facturez une mairie, une école, un hôpital&nbsp;? La facture doit passer par le portail de l’État. Coursier la lit, trouve le bon service, dit ce qui manque, l’envoie, et la suit jusqu’au paiement.</p>
<p class="buttons"><a class="button main" href="/">Ouvrir Coursier</a><a class="button" href="/guide/premiere-facture">Ma première facture</a></p>
<p class="soft">Gratuit. Sans compte. Marche sans réseau. Rien ne part avant que vous appuyiez sur «&nbsp;Envoyer&nbsp;».</p>
</div>
${picture('verifier-telephone-clair.webp', 'Coursier a lu la facture : ce qu’il a compris en haut, la page dessous.', true)}
</section>

<section aria-labelledby="pour-qui">
<h2 id="pour-qui">Pour qui&nbsp;?</h2>
<ul class="cards">
${card('Le boulanger qui livre l’école', 'Une photo de la facture du carnet, cinq gestes, et elle est prête. À cinq heures du matin, les doigts dans la farine.')}
${card('L’indépendant devant son ordinateur', 'Le PDF de votre logiciel, posé dans la page. Ou l’extension&nbsp;: elle remplit le formulaire de Chorus Pro sous vos yeux.')}
${card('Le plombier sans réseau', 'Tout se lit et se vérifie sur le téléphone. Ouvrez Coursier quand il y a du réseau : la facture part, une seule fois.')}
${card('La secrétaire de trois artisans', 'Plusieurs entreprises, dix factures à la suite, des codes retenus d’un mois sur l’autre, un export pour le comptable.')}
</ul>
</section>

<section aria-labelledby="comment">
<h2 id="comment">Comment ça marche&nbsp;?</h2>
<ol class="steps-of-site">
<li>${picture('accueil-telephone-clair.webp', 'L’accueil, avec le bouton « Photographier une facture » sous le pouce.')}<h3>Photographiez</h3><p>Une photo, un PDF, une facture électronique. Coursier lit sur votre appareil.</p></li>
<li>${picture('destinataire-telephone-clair.webp', 'Le destinataire trouvé, et le numéro d’engagement qu’il demande.')}<h3>Vérifiez</h3><p>Ce qui est douteux vient d’abord. Puis qui paie (la mairie, le collège…), et les codes demandés.</p></li>
<li>${picture('suivi-telephone-clair.webp', 'Une facture envoyée, et son chemin jusqu’au paiement.')}<h3>Envoyez, suivez</h3><p>Coursier garde la preuve, compte les jours, et prépare la lettre si l’on vous paie en retard.</p></li>
</ol>
</section>

<section aria-labelledby="vie-privee">
<h2 id="vie-privee">Vos factures restent chez vous</h2>
<p>La lecture, la recherche du destinataire et les contrôles se font sur votre appareil. Pas de compte, pas de nuage, pas de mesure d’audience, aucun mouchard. Quand vous appuyez sur «&nbsp;Envoyer&nbsp;», la facture part au portail, et nulle part ailleurs. <a href="/guide/vie-privee">Le détail</a></p>
</section>

<section aria-labelledby="installer">
<h2 id="installer">L’installer</h2>
<div class="columns">
<div><h3>Téléphone Android</h3><p>Ouvrez Coursier dans Chrome, puis le menu ⋮ et «&nbsp;Ajouter à l’écran d’accueil&nbsp;».</p></div>
<div><h3>iPhone, iPad</h3><p>Ouvrez Coursier dans Safari, puis Partager et «&nbsp;Sur l’écran d’accueil&nbsp;».</p></div>
<div><h3>Ordinateur</h3><p>Dans Chrome ou Edge, l’icône d’installation est au bout de la barre d’adresse.</p></div>
<div><h3>Extension</h3><p>Pour remplir les formulaires de Chorus Pro&nbsp;: Chrome, Edge, Firefox. <a href="/guide/extension">La charger</a></p></div>
</div>
<p><a class="door" href="/guide/installer">Installer, pas à pas</a></p>
</section>

<section class="warning" aria-labelledby="entrainement">
<h2 id="entrainement">Un entraînement d’abord</h2>
<p>Au premier jour, Coursier envoie à un <strong>portail d’entraînement</strong> fourni avec lui. Ce n’est pas celui de l’État&nbsp;: rien n’y est payé, et il ne prouve rien sur le vrai. Aucun envoi n’a encore été fait vers Chorus Pro lui-même. Le jour venu, Coursier vous guide pour vous <a href="/guide/raccorder">raccorder</a>, et votre premier envoi se vérifie sur chorus-pro.gouv.fr.</p>
</section>`;
}
