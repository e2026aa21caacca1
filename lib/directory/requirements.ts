import type { Requirement } from '../invoice/requirement.ts';
import { fold } from './normalise.ts';
import type { Recipient, Service } from './recipient.ts';

/** The three flags of a structure in the official directory (GestionService, GestionEngagement, GestionServiceEngagement). */
export interface StructureFlags {
  service: boolean;
  engagement: boolean;
  either: boolean;
}

/** Reserved for public bodies billing each other: a private supplier's invoice sent there is rejected (AIFE guide, as coded by OCA l10n_fr_chorus). */
export const publicOnlyService = 'FACTURES_PUBLIQUES';

/** The "or" flag is read first, then both, then the single ones (precedence coded by OCA and pyfrctc, directory.md §2). */
export function requirementFrom(flags: StructureFlags): Requirement {
  if (flags.either) return 'either';
  if (flags.service && flags.engagement) return 'both';
  if (flags.service) return 'service';
  return flags.engagement ? 'engagement' : 'none';
}

/** Services that may be offered to a supplier: active, and not the public-only one. */
export function proposedServices(recipient: Pick<Recipient, 'services'>): Service[] {
  return recipient.services.filter((service) => service.active && service.code !== publicOnlyService);
}

/** The chosen service, null when no code is given or it is not one of the recipient's. */
export function serviceOf(recipient: Pick<Recipient, 'services'>, code: string): Service | null {
  return recipient.services.find((service) => service.code === code) ?? null;
}

/** What must be given once a service code (perhaps "") is chosen: a service may demand an engagement that its structure does not. */
export function requirementWith(recipient: Pick<Recipient, 'requires' | 'services'>, serviceCode: string): Requirement {
  const demanding = serviceCode !== '' && serviceOf(recipient, serviceCode)?.requiresEngagement === true;
  if (!demanding) return recipient.requires;
  return recipient.requires === 'service' || recipient.requires === 'both' ? 'both' : 'engagement';
}

/** What is missing or wrong in the pair of codes; [] when they satisfy the recipient. */
export type CodeGap = 'service-missing' | 'engagement-missing' | 'either-missing' | 'service-inactive' | 'service-public-only' | 'service-unknown';

export function codeGaps(recipient: Pick<Recipient, 'requires' | 'services'>, serviceCode: string, engagementNumber: string): CodeGap[] {
  const gaps: CodeGap[] = [];
  const service = serviceOf(recipient, serviceCode);
  if (serviceCode === publicOnlyService) gaps.push('service-public-only');
  else if (service && !service.active) gaps.push('service-inactive');
  // A list that came without services says nothing about one.
  else if (serviceCode !== '' && !service && proposedServices(recipient).length > 0) gaps.push('service-unknown');
  const usable = serviceCode !== '' && !gaps.includes('service-public-only') && !gaps.includes('service-inactive');
  const requires = requirementWith(recipient, serviceCode);
  if ((requires === 'service' || requires === 'both') && !usable) gaps.push('service-missing');
  if ((requires === 'engagement' || requires === 'both') && engagementNumber === '') gaps.push('engagement-missing');
  if (requires === 'either' && !usable && engagementNumber === '') gaps.push('either-missing');
  return gaps;
}

export type Light = 'green' | 'amber' | 'red' | 'grey';

/** Light and sentence for each state: red when a code is always needed, amber when one of two is, grey when nobody knows. */
export const requirementWords: Record<Requirement, { light: Light; short: string; sentence: string }> = {
  none: {
    light: 'green',
    short: 'Aucun code demandé',
    sentence: 'Ce destinataire ne demande aucun code. Si votre bon de commande porte un numéro, indiquez-le quand même.',
  },
  service: {
    light: 'red',
    short: 'Code service obligatoire',
    sentence: 'Ce destinataire exige un code service. Il figure sur le bon de commande ; sinon, demandez-le-lui.',
  },
  engagement: {
    light: 'red',
    short: 'Numéro d’engagement obligatoire',
    sentence: 'Ce destinataire exige un numéro d’engagement (numéro de commande). Il figure sur le bon de commande ; sinon, demandez-le-lui.',
  },
  either: {
    light: 'amber',
    short: 'Code service ou numéro d’engagement',
    sentence: 'Ce destinataire exige un code service ou un numéro d’engagement : l’un des deux suffit.',
  },
  both: {
    light: 'red',
    short: 'Code service et numéro d’engagement obligatoires',
    sentence: 'Ce destinataire exige un code service et un numéro d’engagement. Les deux figurent sur le bon de commande ; sinon, demandez-les-lui.',
  },
  unknown: {
    light: 'grey',
    short: 'Codes à vérifier',
    sentence:
      'On ne sait pas encore si ce destinataire exige un code service ou un numéro d’engagement. Reprenez ceux du bon de commande, ou demandez-les-lui.',
  },
};

/** One sentence about the recipient that the user must see before going on. */
export interface Notice {
  kind: 'school' | 'state' | 'guessed' | 'closed' | 'works-only' | 'budget' | 'engagement-by-service';
  light: Light;
  sentence: string;
  /** What to search to find the body that pays, "" when there is nothing to offer. */
  redirect: string;
}

const primarySchool =
  /\b(ecole (maternelle|elementaire|primaire|publique|communale)|groupe scolaire|ecole|cantine|restaurant scolaire|periscolaire)\b/;
const notPrimary =
  /\b(college|lycee|universite|superieure?|nationale?|erea|caisse des ecoles|normale|ingenieurs|architecture|art|arts|musique|entrainement)\b/;

/** True when a text names a public primary school or a canteen, which have a SIRET but receive no invoice: the commune pays (directory.md §0.4). */
export function namesPrimarySchool(text: string): boolean {
  const folded = fold(text).replace(/[^a-z0-9]+/g, ' ');
  return primarySchool.test(folded) && !notPrimary.test(folded);
}

/** "École Jules Ferry, Vitré" and its town -> the payer to search for; null when the text names no school. */
export function schoolRedirect(text: string, town: string): Notice | null {
  if (!namesPrimarySchool(text)) return null;
  const payer = town === '' ? 'la commune' : `la commune de ${town}`;
  return {
    kind: 'school',
    light: 'amber',
    sentence: `Une école ou une cantine ne reçoit pas de facture : facturer ${payer} ? (parfois un syndicat scolaire ou la caisse des écoles)`,
    redirect: town === '' ? 'mairie' : `mairie de ${town}`,
  };
}

/** Everything worth a sentence about a chosen recipient, most serious first. */
export function noticesOf(recipient: Recipient, serviceCode = ''): Notice[] {
  const notices: Notice[] = [];
  const say = (kind: Notice['kind'], light: Light, sentence: string, redirect = '') => notices.push({ kind, light, sentence, redirect });
  if (recipient.active === false)
    say(
      'closed',
      'red',
      recipient.successor
        ? 'Ce destinataire est fermé : ses factures vont à celui qui lui a succédé.'
        : 'Ce destinataire est fermé ou inactif : le portail refusera la facture. Demandez qui l’a remplacé.',
      recipient.successor ?? '',
    );
  if (recipient.worksOnly) say('works-only', 'red', 'Ce destinataire ne reçoit que des factures de travaux (maîtrise d’ouvrage).');
  if (recipient.kind === 'state')
    say(
      'state',
      'amber',
      'L’État reçoit toutes ses factures sous un seul SIRET : c’est le code service qui désigne la préfecture, le tribunal ou le ministère.',
    );
  const school = schoolRedirect(recipient.name, recipient.town);
  if (school && recipient.kind !== 'school') notices.push(school);
  if (!recipient.siretCertain)
    say('guessed', 'amber', 'SIRET calculé, à confirmer : comparez-le au bon de commande avant d’envoyer, une commune peut en avoir plusieurs.');
  if (recipient.main === false)
    say(
      'budget',
      'amber',
      'Ce SIRET est celui d’un budget annexe ou d’un service, pas le budget principal : vérifiez que la commande vient bien de lui.',
    );
  if (requirementWith(recipient, serviceCode) !== recipient.requires)
    say('engagement-by-service', 'red', 'Le service choisi exige un numéro d’engagement, même si les autres n’en demandent pas.');
  return notices;
}
