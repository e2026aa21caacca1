import * as z from 'zod/mini';
import { spelledDate } from '../dates.ts';

/**
 * What the portal answers, read leniently: any member may be absent, null or of a neighbouring type (sources disagree, chorus-pro.md §2).
 * Absent texts become "", absent lists [], absent numbers null; amounts become decimal strings.
 */
const text = z.catch(
  z.pipe(
    z.union([z.string(), z.number(), z.boolean()]),
    z.transform((value: string | number | boolean) => String(value)),
  ),
  '',
);
/** A date in any of its spellings (`../dates.ts`). */
const date = z.catch(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value: string | number) => spelledDate(String(value))),
  ),
  '',
);
/** A count, as a number or as text. */
const count = (fallback: number) =>
  z.catch(
    z.pipe(
      z.union([z.number(), z.string()]),
      z.transform((value: string | number) => (Number.isFinite(Number(value)) && value !== '' ? Number(value) : fallback)),
    ),
    fallback,
  );
const flag = z.catch(z.boolean(), false);
const amount = z.catch(
  z.pipe(
    z.union([z.number(), z.string()]),
    z.transform((value: string | number) => (Number.isFinite(Number(value)) && value !== '' ? String(value) : '')),
  ),
  '',
);
const id = z.catch(
  z.pipe(
    z.union([z.number(), z.string()]),
    z.transform((value: string | number) => (Number.isSafeInteger(Number(value)) && Number(value) > 0 ? Number(value) : null)),
  ),
  null,
);
/** A list, or one object where a list was meant, or nothing. Items that are no objects fall away. */
function list<T>(item: z.ZodMiniType<T>): z.ZodMiniType<T[]> {
  const record = z.record(z.string(), z.unknown());
  return z.catch(
    z.pipe(
      z.union([z.array(z.unknown()), record]),
      z.transform((value: unknown[] | Record<string, unknown>) =>
        (Array.isArray(value) ? value : [value]).flatMap((entry) => {
          const read = item.safeParse(entry);
          return read.success ? [read.data] : [];
        }),
      ),
    ),
    [],
  ) as unknown as z.ZodMiniType<T[]>;
}

/** Every answer carries it; `codeRetour` other than 0 is a refusal even under HTTP 200. `deposer/pdf` may omit both. */
export const Envelope = z.object({ codeRetour: z.optional(z.union([z.number(), z.string()])), libelle: text });

export const Token = z.object({ access_token: z.string(), expires_in: count(3600) });

export const Health = z.object({ body: text, statusCode: text });

const Paging = z.catch(z.object({ pageCourante: count(1), pages: count(1), total: count(0) }), {
  pageCourante: 1,
  pages: 1,
  total: 0,
});

export const Structures = z.object({
  parametresRetour: Paging,
  listeStructures: list(z.object({ idStructureCPP: id, identifiantStructure: text, designationStructure: text, statut: text })),
});

const emptyFlags = {
  codeServiceDoitEtreRenseigne: false,
  numeroEJDoitEtreRenseigne: false,
  gestionNumeroEJOuCodeService: false,
  statutMiseEnPaiementNestPasRemonte: false,
};

export const Structure = z.object({
  informationGenerales: z.catch(
    z.object({ idStructureCPP: id, identifiantStructure: text, raisonSocialeStructure: text, dateExpirationMotPasseCompteTech: date }),
    { idStructureCPP: null, identifiantStructure: '', raisonSocialeStructure: '', dateExpirationMotPasseCompteTech: '' },
  ),
  parametres: z.catch(
    z.object({
      codeServiceDoitEtreRenseigne: flag,
      numeroEJDoitEtreRenseigne: flag,
      gestionNumeroEJOuCodeService: flag,
      statutMiseEnPaiementNestPasRemonte: flag,
    }),
    emptyFlags,
  ),
  adressePostaleDuSiege: z.catch(z.object({ codePostal: text, ville: text }), { codePostal: '', ville: '' }),
});

export const Services = z.object({
  parametresRetour: Paging,
  listeServices: list(
    z.object({ idService: id, codeService: text, libelleService: text, estActif: z.catch(z.boolean(), true), dateFinService: date }),
  ),
});

export const Service = z.object({
  informationsGenerales: z.catch(z.object({ codeService: text, nomService: text }), { codeService: '', nomService: '' }),
  parametres: z.catch(z.object({ numeroEngagement: flag, dateFinValidite: date }), { numeroEngagement: false, dateFinValidite: '' }),
});

export const OwnStructures = z.object({ listeStructures: list(z.object({ idStructureCPP: id, identifiant: text, designationStructure: text })) });

export const BankAccounts = z.object({ listeCoordonneeBancaire: list(z.object({ idCoordonneeBancaire: id, nomCoordonneeBancaire: text })) });

export const VatRates = z.object({ listeTauxTva: list(z.object({ codeTauxTva: text, libelleTauxTva: text, valeurTauxTva: amount })) });

export const ExemptionReasons = z.object({
  listeMotifsExonerationTva: list(z.object({ codeMotifExonerationTva: text, libelleMotifExonerationTva: text })),
});

export const PaymentModes = z.object({ listeModePaiement: list(z.object({ modePaiement: text })) });

export const AddedFile = z.object({ pieceJointeId: id });

/** What the portal's own recognition found, to compare with what we send. */
export const PdfDeposit = z.object({
  pieceJointeId: id,
  numeroFacture: text,
  dateFacture: date,
  codeDestinataire: text,
  codeServiceExecutant: text,
  numeroBonCommande: text,
  montantTtcAvantRemiseGlobalTTC: amount,
});

export const Submission = z.object({
  identifiantFactureCPP: id,
  numeroFacture: text,
  statutFacture: text,
  dateDepot: date,
  empreinteCertificatDepot: text,
});

export const FlowDeposit = z.object({ numeroFluxDepot: text, dateDepot: date });

export const FlowReport = z.object({
  etatCourantDepotFlux: text,
  dateHeureEtatCourantFlux: date,
  listeErreurDP: list(z.object({ numeroDP: text, libelleErreurDP: text })),
  listeErreurTechnique: list(z.object({ codeErreur: text, libelleErreur: text })),
});

export const ListedInvoice = z.object({
  identifiantFactureCPP: id,
  numeroFacture: text,
  dateFacture: date,
  dateDepot: date,
  typeFacture: text,
  codeFournisseur: text,
  codeDestinataire: text,
  montantTTC: amount,
  statut: text,
  modeDepot: text,
  numeroFluxDepot: text,
  dateHeureEtatCourant: date,
  commentaireEtatCourant: text,
});
export type ListedInvoice = z.infer<typeof ListedInvoice>;

/** What `consulter/fournisseur` says of one invoice, as far as we use it. */
export const IssuedInvoice = z.object({
  facture: z.catch(z.object({ identifiantFactureCPP: id, numeroFacture: text, statutFacture: text, commentaire: text }), {
    identifiantFactureCPP: null,
    numeroFacture: '',
    statutFacture: '',
    commentaire: '',
  }),
});

export const Invoices = z.object({ parametresRetour: Paging, listeFactures: list(ListedInvoice) });

export const History = z.object({
  statutCourantCode: text,
  historiquesDesStatuts: z.catch(
    z.object({ histoStatut: list(z.object({ histoStatutCode: text, histoStatutDatePassage: date, histoStatutCommentaire: text })) }),
    { histoStatut: [] },
  ),
});

export const Treated = z.object({ identifiantFactureCPP: id, numeroFacture: text, statutFacture: text, dateTraitement: date });

export const Nothing = z.object({});

export const Download = z.object({ fichierResultat: text });
