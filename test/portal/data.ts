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

export const supplier = { idStructureCPP: 160, identifiant: '12345678200010', designationStructure: 'Fournisseur d’entraînement (entraînement)' };
export const bankAccount = { idCoordonneeBancaire: 132, nomCoordonneeBancaire: 'RIB principal (entraînement)' };

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

export const structures: TrainingStructure[] = [
  {
    ...flags,
    idStructureCPP: 25783751,
    identifiantStructure: '12345678200051',
    designationStructure: 'École primaire des Tilleuls (entraînement)',
    ville: 'VILLENEUVE-LES-ESSAIS',
    codePostal: '99001',
    services: [publicOnly],
  },
  {
    ...flags,
    numeroEJDoitEtreRenseigne: true,
    idStructureCPP: 25783752,
    identifiantStructure: '12345678200036',
    designationStructure: 'Collège des Essais, engagement exigé (entraînement)',
    ville: 'ESSAIS-SUR-SEINE',
    codePostal: '99002',
    services: [publicOnly],
  },
  {
    ...flags,
    codeServiceDoitEtreRenseigne: true,
    idStructureCPP: 25783753,
    identifiantStructure: '12345678200028',
    designationStructure: 'Mairie de Villeneuve-les-Essais, service exigé (entraînement)',
    ville: 'VILLENEUVE-LES-ESSAIS',
    codePostal: '99001',
    services: [
      {
        idService: 10789488,
        codeService: 'SERVICE_DEST_SERV_OBL',
        libelleService: 'Cantine et écoles (entraînement)',
        estActif: true,
        numeroEngagement: false,
      },
      {
        idService: 10789489,
        codeService: 'TRAVAUX',
        libelleService: 'Services techniques, engagement exigé (entraînement)',
        estActif: true,
        numeroEngagement: true,
      },
      {
        idService: 10789490,
        codeService: 'ANCIEN_SERVICE',
        libelleService: 'Service fermé (entraînement)',
        estActif: false,
        numeroEngagement: false,
      },
      publicOnly,
    ],
  },
  {
    ...flags,
    codeServiceDoitEtreRenseigne: true,
    numeroEJDoitEtreRenseigne: true,
    statutMiseEnPaiementNestPasRemonte: true,
    idStructureCPP: 25783754,
    identifiantStructure: '12345678200044',
    designationStructure: 'Département des Essais, service et engagement exigés (entraînement)',
    ville: 'ESSAIS-SUR-SEINE',
    codePostal: '99002',
    services: [
      {
        idService: 10789491,
        codeService: 'SERVICE_DEST_SERV_ET_EJ_OBL',
        libelleService: 'Collèges et bâtiments (entraînement)',
        estActif: true,
        numeroEngagement: true,
      },
      {
        idService: 10789492,
        codeService: 'SERVICE_DEST_SERV_OBL',
        libelleService: 'Action sociale (entraînement)',
        estActif: true,
        numeroEngagement: false,
      },
      publicOnly,
    ],
  },
  {
    ...flags,
    codeServiceDoitEtreRenseigne: true,
    idStructureCPP: 25783755,
    identifiantStructure: '11000201100044',
    designationStructure: 'Services de l’État, destinataire d’essai (entraînement)',
    ville: 'PARIS',
    codePostal: '75000',
    services: [
      {
        idService: 10789493,
        codeService: 'SFACETAT',
        libelleService: 'Service facturier de l’État (entraînement)',
        estActif: true,
        numeroEngagement: true,
      },
    ],
  },
];

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

/** Statuses a public agent may give, in the order of the operator's menu. */
export const agentStatuses = [
  'EN_COURS_ACHEMINEMENT',
  'MISE_A_DISPOSITION',
  'A_RECYCLER',
  'SUSPENDUE',
  'REJETEE',
  'SERVICE_FAIT',
  'MANDATEE',
  'MISE_A_DISPOSITION_COMPTABLE',
  'COMPTABILISEE',
  'MISE_EN_PAIEMENT',
] as const;

export const vatRates = [
  { codeTauxTva: 'TVA1', libelleTauxTva: 'Art 293B(FranchiseEnBase)', valeurTauxTva: 0 },
  { codeTauxTva: 'TVA2', libelleTauxTva: '2,1%', valeurTauxTva: 2.1 },
  { codeTauxTva: 'TVA5', libelleTauxTva: '5,5%', valeurTauxTva: 5.5 },
  { codeTauxTva: 'TVA10', libelleTauxTva: '10%', valeurTauxTva: 10 },
  { codeTauxTva: 'TVA20', libelleTauxTva: '20%', valeurTauxTva: 20 },
];
