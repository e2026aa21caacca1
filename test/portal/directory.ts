import { READ_OK, record, refusals, text } from './answers.ts';
import { structures, supplierById, suppliers, type TrainingStructure } from './data.ts';
import { known, structureIn } from './known.ts';
import { dayOf, type Portal } from './state.ts';

/** One page of a list, as every search of the portal cuts it. */
export function page<T>(items: T[], parameters: Record<string, unknown>, fallback: number): { items: T[]; parametresRetour: object } {
  const size = Math.max(1, Number(parameters.nbResultatsParPage ?? fallback) || fallback);
  const current = Math.max(1, Number(parameters.pageResultatDemandee ?? 1) || 1);
  return {
    items: items.slice((current - 1) * size, current * size),
    parametresRetour: { pageCourante: current, pages: Math.max(1, Math.ceil(items.length / size)), nbResultatsParPage: size, total: items.length },
  };
}

const fold = (value: string) => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function searchStructures(portal: Portal, body: Record<string, unknown>): object {
  const wanted = record(body.structure);
  const siret = text(wanted.identifiantStructure);
  const name = fold(text(wanted.raisonSocialeStructure) || text(wanted.libelleStructure));
  const town = fold(text(wanted.adresseVille));
  const open = siret ? structureIn(portal, siret) : null;
  const pool = open ? [open] : structures;
  const hits = pool.filter(
    (structure) =>
      (!siret || structure.identifiantStructure === siret) &&
      (!name || fold(structure.designationStructure).includes(name)) &&
      (!town || fold(structure.ville).includes(town)),
  );
  if (hits.length === 0) return refusals.noResult;
  const { items, parametresRetour } = page(hits, record(body.parametres), 10);
  return {
    ...READ_OK,
    parametresRetour,
    listeStructures: items.map((structure) => ({
      idStructureCPP: structure.idStructureCPP,
      typeIdentifiantStructure: 'SIRET',
      identifiantStructure: structure.identifiantStructure,
      designationStructure: structure.designationStructure,
      statut: 'ACTIVE',
    })),
  };
}

/** A structure by its id; in the open directory the id is the SIRET itself. */
function byId(portal: Portal, id: unknown): TrainingStructure | null {
  const fictive = structures.find((structure) => structure.idStructureCPP === id);
  if (fictive || typeof id !== 'number') return known(portal, fictive ?? null);
  return structureIn(portal, String(id).padStart(14, '0'));
}

export function structure(portal: Portal, body: Record<string, unknown>): object {
  const own = suppliers(portal.has('plusieurs-entreprises')).find((candidate) => candidate.idStructureCPP === body.idStructureCPP);
  if (own) {
    return {
      ...READ_OK,
      informationGenerales: {
        idStructureCPP: own.idStructureCPP,
        identifiantStructure: own.identifiant,
        typeIdentifiantStructure: 'SIRET',
        structurePriveePublique: 'PRIVEE',
        raisonSocialeStructure: own.designationStructure,
        dateExpirationMotPasseCompteTech: dayOf(portal.now() + (portal.has('mot-de-passe-expire') ? -1 : 20) * 86_400_000),
      },
      parametres: null,
      adressePostaleDuSiege: null,
    };
  }
  const found = byId(portal, body.idStructureCPP);
  if (!found) return refusals.unknownStructure;
  return {
    ...READ_OK,
    informationGenerales: {
      idStructureCPP: found.idStructureCPP,
      identifiantStructure: found.identifiantStructure,
      typeIdentifiantStructure: 'SIRET',
      structurePriveePublique: 'PUBLIQUE',
      raisonSocialeStructure: found.designationStructure,
      numeroTVA: null,
    },
    parametres: {
      codeServiceDoitEtreRenseigne: found.codeServiceDoitEtreRenseigne,
      numeroEJDoitEtreRenseigne: found.numeroEJDoitEtreRenseigne,
      gestionNumeroEJOuCodeService: found.gestionNumeroEJOuCodeService,
      estMoaUniquement: false,
      statutMiseEnPaiementNestPasRemonte: found.statutMiseEnPaiementNestPasRemonte,
    },
    adressePostaleDuSiege: { adresse: '1 RUE DES ESSAIS', codePostal: found.codePostal, ville: found.ville, pays: 'FRANCE' },
  };
}

export function searchServices(portal: Portal, body: Record<string, unknown>): object | null {
  // `parametres` instead of `parametresRechercherServicesStructure` is refused by the real service with HTTP 400 (seen live).
  if ('parametres' in body) return null;
  const found = byId(portal, body.idStructure);
  if (!found) return refusals.unknownStructure;
  const { items, parametresRetour } = page(found.services, record(body.parametresRechercherServicesStructure), 10);
  return {
    ...READ_OK,
    parametresRetour,
    listeServices: items.map((service) => ({
      idService: service.idService,
      codeService: service.codeService,
      libelleService: service.libelleService,
      estActif: service.estActif,
      dateDbtService: '2016-10-25 17:42',
      dateFinService: service.estActif ? '2050-12-31 00:00' : '2024-12-31 00:00',
    })),
  };
}

export function service(portal: Portal, body: Record<string, unknown>): object {
  const found = byId(portal, body.idStructure)?.services.find((candidate) => candidate.idService === body.idService);
  if (!found) return refusals.unknownService;
  return {
    ...READ_OK,
    informationsGenerales: { codeService: found.codeService, nomService: found.libelleService, descriptionService: '' },
    parametres: {
      numeroEngagement: found.numeroEngagement,
      miseEnPaiement: true,
      dateDebutValidite: '2016-12-28T08:31:19+01:00',
      dateFinValidite: null,
    },
    adressePostale: {},
  };
}

export const ownStructures = (portal: Portal) => ({
  ...READ_OK,
  listeStructures: suppliers(portal.has('plusieurs-entreprises')).map(({ comptes: _, ...structure }) => structure),
});

/** Of a structure that is not ours: no list, as of one without accounts. */
export const bankAccounts = (_: Portal, body: Record<string, unknown>) => ({
  ...READ_OK,
  listeCoordonneeBancaire: supplierById(body.idStructure)?.comptes ?? null,
});

export function attachments(portal: Portal, body: Record<string, unknown>): object {
  const { items, parametresRetour } = page(suppliers(portal.has('plusieurs-entreprises')), record(body.parametresRecherche), 10);
  return {
    ...READ_OK,
    parametresRetour,
    listeStructureRattachement: items.map((own) => ({
      designationStructure: own.designationStructure,
      idStructure: own.idStructureCPP,
      identifiantStructure: own.identifiant,
      typeIdentifiantStructure: 'SIRET',
      statutRattachementStructure: 'VALIDEE',
      listeServicesRattache: null,
    })),
  };
}
