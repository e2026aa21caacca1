import { kindOf } from '../../directory/official/kinds.ts';
import type { Recipient, Service } from '../../directory/recipient.ts';
import { publicOnlyService, requirementFrom } from '../../directory/requirements.ts';
import { Fault } from '../../invoice/fault.ts';
import type { PortalClient } from '../../portal/api/client.ts';
import type { Environment } from '../../portal/environment.ts';
import type { StructureChange } from './api.ts';

/** Calls go one a second: the demand of an engagement is asked of so many services, the chosen one first; the others keep what was known. */
const MOST_DETAILS = 6;

export interface Asked {
  environment: Environment;
  siret: string;
  /** As the directory of this device has it. */
  known: Recipient | null;
  /** Chosen on the invoice, "" when none is. */
  serviceCode: string;
  /** ISO day, in Paris. */
  today: string;
}

type Client = Pick<PortalClient, 'searchStructures' | 'structure' | 'searchServices' | 'service'>;

/**
 * One structure and its services as the portal has them now. A SIRET that we knew for sure and that the portal does not find among the active ones is
 * closed. Faults of the client; 'portal-recipient' for a SIRET that neither knows.
 */
export async function askStructure(client: Client, asked: Asked, signal?: AbortSignal): Promise<Recipient> {
  const { siret, known, environment } = asked;
  const [found] = (await client.searchStructures({ siret }, signal)).filter((structure) => structure.identifiantStructure === siret);
  const id = found?.idStructureCPP;
  if (!found || !id) {
    // A computed SIRET that the portal does not know was wrong: nobody closed.
    if (!known?.siretCertain) throw new Fault('portal-recipient', 'not among active structures');
    return { ...known, active: false };
  }
  const { parametres, adressePostaleDuSiege, informationGenerales } = await client.structure(id, signal);
  const services = await askServices(client, id, asked, signal);
  const name = found.designationStructure || informationGenerales.raisonSocialeStructure || known?.name || '';
  return {
    kind: kindOf(siret, name),
    // What is true on a practice portal must not pass for the State's.
    origin: environment === 'production' ? 'official' : 'user',
    ...known,
    ...(environment === 'production' ? { origin: 'official' } : {}),
    siret,
    siren: siret.slice(0, 9),
    name: known?.name || name,
    town: known?.town || adressePostaleDuSiege.ville,
    postcode: known?.postcode || adressePostaleDuSiege.codePostal,
    requires: requirementFrom({
      service: parametres.codeServiceDoitEtreRenseigne,
      engagement: parametres.numeroEJDoitEtreRenseigne,
      either: parametres.gestionNumeroEJOuCodeService,
    }),
    services,
    siretCertain: true,
    active: true,
  };
}

async function askServices(client: Client, id: number, { known, serviceCode, today }: Asked, signal?: AbortSignal): Promise<Service[]> {
  const listed = (await client.searchServices(id, signal)).filter(({ codeService }) => codeService !== '' && codeService !== publicOnlyService);
  const services = listed.map(
    ({ codeService, libelleService, estActif, dateFinService }): Service => ({
      code: codeService,
      name: libelleService || codeService,
      active: estActif && (dateFinService === '' || dateFinService.slice(0, 10) >= today),
      requiresEngagement: known?.services.find(({ code }) => code === codeService)?.requiresEngagement ?? false,
    }),
  );
  const first = (service: Service) => (service.code === serviceCode ? 0 : 1);
  const detailed = services
    .filter(({ active }) => active)
    .sort((a, b) => first(a) - first(b))
    .slice(0, MOST_DETAILS);
  for (const service of detailed) {
    const idService = listed.find(({ codeService }) => codeService === service.code)?.idService;
    if (!idService) continue;
    service.requiresEngagement = (await client.service(id, idService, signal)).parametres.numeroEngagement;
  }
  return services;
}

/** What the portal's word changes of what was known. `chosen`: the service code on the invoice. */
export function changesOf(known: Recipient | null, now: Recipient, chosen: string): StructureChange[] {
  const changes: StructureChange[] = [];
  if (now.active === false) return known?.active === false ? [] : [{ kind: 'closed' }];
  const current = new Map(now.services.map((service) => [service.code, service]));
  const former = known && !known.servicesElsewhere ? known.services : [];
  for (const { code, name, active } of former) {
    const service = current.get(code);
    if (!service && active) changes.push({ kind: 'service-gone', code, name, chosen: code === chosen });
    else if (service && active && !service.active) changes.push({ kind: 'service-closed', code, name, chosen: code === chosen });
  }
  // A code from the order, that no list had: the portal has the last word.
  if (chosen !== '' && now.services.length > 0 && !current.has(chosen) && !changes.some((change) => 'code' in change && change.code === chosen))
    changes.unshift({ kind: 'service-gone', code: chosen, name: '', chosen: true });
  changes.sort((a, b) => Number('chosen' in b && b.chosen) - Number('chosen' in a && a.chosen));
  if (known && known.requires !== now.requires) changes.push({ kind: 'requires', from: known.requires, to: now.requires });
  for (const { code, name, requiresEngagement } of former) {
    const service = current.get(code);
    if (service?.active && service.requiresEngagement && !requiresEngagement) changes.push({ kind: 'service-engagement', code, name });
  }
  const fresh = now.services.filter((service) => service.active && !former.some(({ code }) => code === service.code)).length;
  if (known && fresh > 0) changes.push({ kind: 'services-new', count: fresh });
  if (!known?.siretCertain) changes.push({ kind: 'certain' });
  return changes;
}
