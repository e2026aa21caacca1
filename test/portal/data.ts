import { stateTrainingService } from '../../lib/directory/environment.ts';
import { stateEntry, trainingEntries } from '../../lib/directory/starter.ts';

/**
 * The fictive world of the training portal. Identifiers follow the public « matelas de données » of the qualification environment; names are invented
 * and say so. Some of these SIRETs fail the Luhn key, as the real ones do.
 */
export interface TrainingService {
  idService: number;
  codeService: string;
  libelleService: string;
  estActif: boolean;
  numeroEngagement: boolean;
}

export interface TrainingStructure {
  idStructureCPP: number;
  identifiantStructure: string;
  designationStructure: string;
  ville: string;
  codePostal: string;
  /** Flags of the recipient: parametres of structures/consulter. */
  codeServiceDoitEtreRenseigne: boolean;
  numeroEJDoitEtreRenseigne: boolean;
  gestionNumeroEJOuCodeService: boolean;
  statutMiseEnPaiementNestPasRemonte: boolean;
  services: TrainingService[];
}

export const notice = 'Ce n’est pas le portail de l’État : portail d’entraînement de Coursier, non certifié.';

export interface TrainingSupplier {
  idStructureCPP: number;
  identifiant: string;
  designationStructure: string;
  comptes: { idCoordonneeBancaire: number; nomCoordonneeBancaire: string }[];
}

export const supplier: TrainingSupplier = {
  idStructureCPP: 160,
  identifiant: '12345678200010',
  designationStructure: 'Fournisseur d’entraînement (entraînement)',
  comptes: [{ idCoordonneeBancaire: 132, nomCoordonneeBancaire: 'RIB principal (entraînement)' }],
};

/** The second company of a technical account (switch « plusieurs-entreprises »), with two bank accounts: none can be chosen for the user. */
export const secondSupplier: TrainingSupplier = {
  idStructureCPP: 161,
  identifiant: '12345678900007',
  designationStructure: 'Seconde entreprise (entraînement)',
  comptes: [
    { idCoordonneeBancaire: 133, nomCoordonneeBancaire: 'Compte courant (entraînement)' },
    { idCoordonneeBancaire: 134, nomCoordonneeBancaire: 'Compte d’affacturage (entraînement)' },
  ],
};

/** Companies of the technical account. Alone, supplier 160 stands for any seller; two are told apart by their SIRET. */
export const suppliers = (several: boolean): TrainingSupplier[] => (several ? [supplier, secondSupplier] : [supplier]);

export const supplierById = (id: unknown): TrainingSupplier | undefined =>
  [supplier, secondSupplier].find((candidate) => candidate.idStructureCPP === id);

export const trainingClient = {
  clientId: 'entrainement',
  clientSecret: 'entrainement',
  login: 'TECH_1_ENTRAINEMENT@cpro.fr',
  password: 'entrainement',
};

const flags = {
  codeServiceDoitEtreRenseigne: false,
  numeroEJDoitEtreRenseigne: false,
  gestionNumeroEJOuCodeService: false,
  statutMiseEnPaiementNestPasRemonte: false,
};

const publicOnly: TrainingService = {
  idService: 10789401,
  codeService: 'FACTURES_PUBLIQUES',
  libelleService: 'Factures entre organismes publics (entraînement)',
  estActif: true,
  numeroEngagement: false,
};

/** The same fictive bodies as the app's directory, plus what only the portal knows: its own identifiers, and the service reserved to public bodies. */
export const structures: TrainingStructure[] = [...trainingEntries, { ...stateEntry, services: [stateTrainingService] }].map(
  ({ siret, name, town, postcode, requires, services }, rank) => ({
    ...flags,
    codeServiceDoitEtreRenseigne: requires === 'service' || requires === 'both',
    numeroEJDoitEtreRenseigne: requires === 'engagement' || requires === 'both',
    gestionNumeroEJOuCodeService: requires === 'either',
    // One of them never says that it paid, as some real bodies do.
    statutMiseEnPaiementNestPasRemonte: requires === 'both',
    idStructureCPP: 25783751 + rank,
    identifiantStructure: siret,
    designationStructure: name.includes('(entraînement)') ? name : `${name} (entraînement)`,
    ville: (town || 'Paris').toUpperCase(),
    codePostal: postcode || '75000',
    services: [
      ...services.map(({ code, name: label, active, requiresEngagement }, index) => ({
        idService: 10789488 + rank * 10 + index,
        codeService: code,
        libelleService: label,
        estActif: active,
        numeroEngagement: requiresEngagement,
      })),
      publicOnly,
    ],
  }),
);

/** With the directory open, any SIRET with a right key is a body without obligation, so that a user may try with his own customers. */
export function structureOf(siret: string, openDirectory: boolean): TrainingStructure | null {
  const known = structures.find((structure) => structure.identifiantStructure === siret);
  if (known) return known;
  if (!openDirectory || !/^\d{14}$/.test(siret) || !keyed(siret)) return null;
  return {
    ...flags,
    idStructureCPP: Number(siret),
    identifiantStructure: siret,
    designationStructure: `Structure ${siret} (entraînement)`,
    ville: 'VILLENEUVE-LES-ESSAIS',
    codePostal: '99001',
    services: [],
  };
}

function keyed(digits: string): boolean {
  const total = [...digits].reverse().reduce((sum, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return total % 10 === 0;
}
