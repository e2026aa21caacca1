/** @jsxImportSource react */
import { useEffect, useState } from 'react';
import { type Answer, type Listed, type Lists, lists } from '../browser.ts';

const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const day = (iso: string) => (iso.split(' ')[0] ?? '').split('-').reverse().join('/');

export function Done({ answer }: { answer: Exclude<Answer, { refus: string[] }> }) {
  if ('brouillon' in answer)
    return (
      <section className="block">
        <h1>Enregistré</h1>
        <p>
          Votre facture est dans vos <b>brouillons</b>.
        </p>
        <a href="factures">Mes factures</a>
      </section>
    );
  if ('flux' in answer)
    return (
      <section className="block">
        <h1>Fichier transmis</h1>
        <p>
          Flux <b>{answer.flux}</b>, en attente de traitement.
        </p>
        <a href="factures">Mes factures</a>
      </section>
    );
  const { numero, date, etat, empreinte } = answer.facture;
  return (
    <section className="block">
      <h1>Facture envoyée</h1>
      <ul className="facts">
        <li>
          <span>N° de facture</span> <b>{numero}</b>
        </li>
        <li>
          <span>Date de dépôt</span> <b>{day(date)}</b>
        </li>
        <li>
          <span>Statut</span> <b>{etat}</b>
        </li>
        <li>
          <span>Certificat</span> <b>{empreinte}</b>
        </li>
      </ul>
      <a href="factures">Mes factures</a>
    </section>
  );
}

export function Home() {
  return (
    <section className="block">
      <h1>Factures émises</h1>
      <p>
        <a href="saisir">Saisir une facture</a>
      </p>
      <p>
        <a href="deposer">Déposer une facture</a>
      </p>
      <p>
        <a href="factures">Rechercher / Synthèse</a>
      </p>
    </section>
  );
}

/** No table element: rows and cells by their roles. */
export function InvoiceList() {
  const [known, setKnown] = useState<Lists | null>(null);
  const [shown, setShown] = useState<Listed | null>(null);
  useEffect(() => {
    lists().then(setKnown);
  }, []);
  if (!known) return <p className="none">Chargement…</p>;
  const heads = ['N° de facture', 'Destinataire', 'Date', 'Déposée le', 'Montant', 'Statut'];
  return (
    <section className="block">
      <h1>Mes factures émises</h1>
      <div role="table" aria-label="Factures émises" className="table">
        <div role="row" className="line head">
          {heads.map((head) => (
            <span role="columnheader" key={head}>
              {head}
            </span>
          ))}
        </div>
        {known.factures.map((one) => (
          <div role="row" className="line" key={one.id}>
            <span role="cell">
              <button type="button" className="link" onClick={() => setShown(one)}>
                {one.numero}
              </button>
            </span>
            <span role="cell">{one.destinataire}</span>
            <span role="cell">{day(one.date)}</span>
            <span role="cell">{day(one.depot)}</span>
            <span role="cell" className="number">
              {euros.format(one.ttc)}
            </span>
            <span role="cell">
              <span className="badge">{one.etat}</span>
            </span>
          </div>
        ))}
        {known.brouillons.map((one, rank) => (
          <div role="row" className="line" key={`b${rank}`}>
            <span role="cell">{one.numero || '(sans numéro)'}</span>
            <span role="cell">{one.siret}</span>
            <span role="cell" />
            <span role="cell" />
            <span role="cell" className="number">
              {one.ttc}
            </span>
            <span role="cell">
              <span className="badge draft">Brouillon</span>
            </span>
          </div>
        ))}
      </div>
      {shown ? (
        <div className="row">
          <h2>
            {shown.type} {shown.numero}
          </h2>
          <p>
            {shown.destinataire} ({shown.siret}), {euros.format(shown.ttc)}
          </p>
          <ol>
            {shown.historique.map((step) => (
              <li key={`${step.etat}${step.le}`}>
                {step.etat}, le {day(step.le)} {step.le.split(' ')[1]}
                {step.commentaire ? ` : ${step.commentaire}` : ''}
              </li>
            ))}
          </ol>
        </div>
      ) : null}
    </section>
  );
}
