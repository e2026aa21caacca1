/** @jsxImportSource react */
import { Fragment, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { type Answer, findServices, findStructures, readPdf, type Service, submitInvoice, trials } from '../browser.ts';
import { at, type BlockName, defaults, type Field, type FormName, fieldsOf, type RepeatedBlock, repeatedBlocks } from '../fields.ts';
import { labelOf } from '../names.ts';
import type { Option } from '../options.ts';
import { proposedSums } from '../sums.ts';
import { type SwitchName, unknownField } from '../switches.ts';
import { blockTitles } from '../titles.ts';
import { amountIn, frenchAmount, frenchDay, type Values } from '../values.ts';
import { focusAgain, focused } from './focus.ts';
import { CheckInput, Choice, DateInput, FileInput, LongInput, TextInput } from './inputs.tsx';
import { Search } from './search.tsx';
import { Done } from './space.tsx';
import { groups, serviceOption, structureOption } from './steps.ts';

const switches = trials as SwitchName[];
const label = (key: string) => labelOf('react', key, switches);
/** Nodes are replaced this long after the last change, as by a state library that draws everything anew. */
const REPLACE_MS = 250;
const LATE_MS = 400;

export function InvoiceForm({ form }: { form: FormName }) {
  const values = useRef<Values>({ ...defaults[form] });
  const touched = useRef(new Set<string>());
  const files = useRef<Record<string, File>>({});
  const rows = useRef<Record<RepeatedBlock, number>>({ lignes: 1, tva: 1, pieces: 1 });
  const erased = useRef(false);
  const place = useRef<ReturnType<typeof focused>>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [generation, setGeneration] = useState(0);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [structure, setStructure] = useState<Option | null>(null);
  const [services, setServices] = useState<Service[]>([]);
  const [service, setService] = useState<Option | null>(null);
  const [read, setRead] = useState(false);
  const [unknown, setUnknown] = useState('');
  const [refused, setRefused] = useState('');
  const [errors, setErrors] = useState<string[]>([]);
  const [done, setDone] = useState<Exclude<Answer, { refus: string[] }> | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    setServices([]);
    if (structure) findServices(structure.value).then(setServices);
  }, [structure]);
  useLayoutEffect(() => focusAgain(place.current), [generation]);

  function replaceSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // not under an open list: nobody could choose in it
      if (document.querySelector('[role=listbox]')) return replaceSoon();
      place.current = focused();
      setGeneration((count) => count + 1);
    }, REPLACE_MS);
  }

  function put(key: string, value: string) {
    if (value === '') delete values.current[key];
    else values.current[key] = value;
    touched.current.add(key);
    if (form === 'saisir') propose();
    if (switches.includes('champ-refuse') && key === 'references.marche' && value)
      setTimeout(() => {
        delete values.current[key];
        setRefused('Marché inconnu pour ce destinataire');
        draw();
      }, LATE_MS);
    if (switches.includes('valeurs-changees')) later(key);
    draw();
    replaceSoon();
  }

  function later(key: string) {
    const amount = key.startsWith('montants.') || /prixUnitaire|base|montant$/.test(key);
    if (amount)
      setTimeout(() => {
        const number = amountIn(values.current[key] ?? '');
        if (number !== null) values.current[key] = frenchAmount(number);
        draw();
      }, LATE_MS);
    if (key === 'references.engagement' && !erased.current) {
      erased.current = true;
      setTimeout(() => {
        delete values.current[key];
        draw();
      }, LATE_MS);
    }
  }

  /** The page adds up itself, but never over what the person typed. */
  function propose() {
    const proposed = proposedSums(values.current);
    for (const key of Object.keys(proposed)) {
      const rank = /^tva\[(\d+)\]/.exec(key)?.[1];
      if (rank) rows.current.tva = Math.max(rows.current.tva, Number(rank) + 1);
      if (!touched.current.has(key) && proposed[key]) values.current[key] = proposed[key];
    }
  }

  async function take(key: string, file: File) {
    files.current[key] = file;
    draw();
    if (key !== 'depot.fichier') return;
    if (values.current['depot.format'] === 'XML') return;
    setBusy(true);
    const answer = await readPdf(file);
    setBusy(false);
    if ('refus' in answer) {
      setErrors(answer.refus);
      return;
    }
    setErrors([]);
    const { 'destinataire.siret': siret = '', 'destinataire.service': code = '', ...others } = answer.valeurs;
    values.current = { ...values.current, ...others };
    const [found] = siret ? await findStructures(siret) : [];
    if (found) {
      choose(structureOption(found));
      if ((await findServices(siret, code)).some((one) => one.code === code)) values.current['destinataire.service'] = code;
    }
    setRead(true);
  }

  function choose(chosen: Option | null) {
    setStructure(chosen);
    setService(null);
    delete values.current['destinataire.service'];
    put('destinataire.siret', chosen?.value ?? '');
  }

  async function send(action: 'brouillon' | 'envoi') {
    setBusy(true);
    const answer = await submitInvoice('react', form, action, values.current, files.current, unknown);
    setBusy(false);
    if ('refus' in answer) setErrors(answer.refus);
    else setDone(answer);
    window.scrollTo(0, 0);
  }

  function input(field: Field, key: string) {
    const common = {
      label: label(key),
      required: field.required,
      value: values.current[key] ?? '',
      onValue: (value: string) => put(key, value),
      mark: key,
      error: errors.find((error) => error.includes(`« ${label(key)} »`)) ?? (key === 'references.marche' ? refused : undefined),
    };
    switch (field.kind) {
      case 'choice':
        return <Choice {...common} options={field.options ?? []} />;
      case 'service':
        // An organism whose services are too many to be listed: searched by their code.
        if (structure && services.length === 0)
          return (
            <Search
              {...common}
              hint="Code du service"
              find={async (words) => (await findServices(structure.value, words)).map(serviceOption)}
              chosen={service}
              onChosen={(chosen) => {
                setService(chosen);
                put(key, chosen?.value ?? '');
              }}
            />
          );
        return (
          <Choice
            {...common}
            options={services.map(serviceOption)}
            disabled={!structure}
            empty={structure ? 'Aucun service' : 'Choisissez d’abord le destinataire'}
          />
        );
      case 'structure':
        return (
          <Search
            {...common}
            wide
            hint="SIRET ou nom de l’organisme"
            find={async (words) => (await findStructures(words)).map(structureOption)}
            chosen={structure}
            onChosen={choose}
          />
        );
      case 'date':
        return (
          <DateInput
            {...common}
            value={(values.current[key] ?? '').split('/').reverse().join('-')}
            onValue={(value) => put(key, value && frenchDay(value))}
          />
        );
      case 'amount':
      case 'quantity':
        return <TextInput {...common} accept={/^[\d\s\u00a0\u202f,.-]*$/} />;
      case 'long':
        return <LongInput {...common} maxLength={field.maxLength} />;
      case 'check':
        return <CheckInput {...common} />;
      case 'file':
        return <FileInput label={common.label} required={field.required} name={files.current[key]?.name ?? ''} onFile={(file) => take(key, file)} />;
      default:
        return <TextInput {...common} maxLength={field.maxLength} />;
    }
  }

  function block(name: BlockName) {
    const shown = fieldsOf(form, name).filter((field) => !field.when || values.current[field.when.key] === field.when.value);
    const repeated = repeatedBlocks.find((one) => one === name);
    const one = (rank: number) => shown.map((field) => <Fragment key={field.key}>{input(field, at(field.key, rank))}</Fragment>);
    return (
      // Not the blocks with files: a node replaced while the file dialogue is open would lose the choice.
      <section key={name === 'depot' || name === 'pieces' ? name : `${name}${generation}`} className="block">
        <h2>{blockTitles.react[name]}</h2>
        {repeated ? (
          <>
            {Array.from({ length: rows.current[repeated] }, (_, rank) => (
              <div
                className="row grid"
                key={at('[]', rank)}
                role="group"
                aria-label={`${{ lignes: 'Ligne', tva: 'Taux', pieces: 'Document' }[repeated]} ${rank + 1}`}
              >
                {one(rank)}
              </div>
            ))}
            <button
              type="button"
              className="plain"
              onClick={() => {
                if (repeated === 'lignes') values.current[at('lignes[].numero', rows.current.lignes)] = String(rows.current.lignes + 1);
                rows.current[repeated]++;
                draw();
              }}
            >
              {{ lignes: 'Ajouter une ligne', tva: 'Ajouter un taux', pieces: 'Joindre un autre document' }[repeated]}
            </button>
          </>
        ) : (
          <div className="grid">
            {one(0)}
            {name === 'references' && switches.includes('champ-inconnu') ? (
              <Choice
                label={unknownField.label}
                required
                mark="inconnu"
                value={unknown}
                onValue={setUnknown}
                options={unknownField.options.map((option) => ({ value: option, label: option }))}
              />
            ) : null}
          </div>
        )}
      </section>
    );
  }

  if (done) return <Done answer={done} />;
  const flow = values.current['depot.format'] === 'XML';
  const open = form === 'deposer' ? (read && !flow ? 2 : 1) : !structure ? 1 : values.current['references.typeTva'] ? 3 : 2;
  // a flow has nothing but its file
  const whole = open === groups[form].length || (flow && files.current['depot.fichier'] !== undefined);
  return (
    <form onSubmit={(event) => event.preventDefault()} aria-busy={busy}>
      <h1>{form === 'saisir' ? 'Saisir une facture' : 'Déposer une facture'}</h1>
      {errors.length > 0 ? (
        <div className="alert" role="alert">
          {errors.map((error) => (
            <p key={error}>{error}</p>
          ))}
        </div>
      ) : null}
      {groups[form].slice(0, open).flat().map(block)}
      {busy ? <p className="none">Un instant…</p> : null}
      {whole ? (
        <div className="actions">
          <button type="button" className="plain" onClick={() => send('brouillon')}>
            Enregistrer
          </button>
          <button type="button" onClick={() => send('envoi')}>
            Valider et envoyer
          </button>
        </div>
      ) : (
        <p className="none">La suite s’affichera quand cette partie sera remplie.</p>
      )}
    </form>
  );
}
