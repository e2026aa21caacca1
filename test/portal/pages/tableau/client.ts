import { renamed } from '../switches.ts';

/** Page script of the old layout: choices that reload the page, a small window in a frame, rows chosen by a link. */
const trials = (document.body.dataset.essai ?? '').split(' ');

function fire(form: HTMLFormElement, event: string): void {
  const hidden = form.querySelector<HTMLInputElement>('.evenement');
  if (hidden) hidden.name = `_eventId_${event}`;
  form.submit();
}

function open(address: string): void {
  document.querySelector('.fenetre')?.remove();
  const frame = document.createElement('iframe');
  frame.className = 'fenetre';
  frame.title = 'Recherche';
  frame.src = address;
  document.body.append(frame);
}

document.addEventListener('change', (event) => {
  const target = event.target as HTMLInputElement;
  if (target.dataset.recharge && target.form) fire(target.form, 'rafraichir');
  if (trials.includes('champ-refuse') && target.name.endsWith('numeroMarche') && target.value) {
    target.value = '';
    const told = document.createElement('font');
    told.color = '#a00000';
    told.textContent = ' Marché inconnu';
    target.after(told);
  }
  if (trials.includes('valeurs-changees') && /montant/i.test(target.name) && target.value)
    setTimeout(() => {
      target.value = target.value.replace('.', ',').replace(/^(\d+)$/, '$1,00');
    }, 400);
  const engagement = target.name.endsWith('numeroBonCommande') || target.name === renamed['references.engagement']?.id;
  if (trials.includes('valeurs-changees') && engagement && !target.dataset.vu) {
    target.dataset.vu = '1';
    setTimeout(() => {
      target.value = '';
    }, 400);
  }
});

document.addEventListener('click', (event) => {
  const target = event.target as HTMLElement;
  const { ouvre, siret, choix, evenement, ferme } = target.dataset;
  if (ouvre) {
    const typed = target.closest('td')?.querySelector<HTMLInputElement>('input[type=text]')?.value ?? '';
    open(`${ouvre}?siret=${encodeURIComponent(siret ?? typed)}`);
  }
  if (ferme) window.frameElement?.remove();
  if (choix && evenement) {
    event.preventDefault();
    const form = parent.document.forms.namedItem('formulaire');
    const selection = form?.elements.namedItem('selection');
    if (!form || !(selection instanceof parent.window.HTMLInputElement)) return;
    selection.value = choix;
    fire(form, evenement);
  }
});
