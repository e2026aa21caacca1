import { expect } from 'vitest';
import { memoryPlatform } from '../../../lib/platform/memory.ts';
import { createPortalClient } from '../../../lib/portal/api/client.ts';
import type { SubmissionParts } from '../../../lib/portal/deposit.ts';
import { trainingCredentials } from '../../../lib/portal/environment.ts';
import { paths } from '../../../lib/portal/paths.ts';
import { createTrainingPortal } from '../../portal/app.ts';
import { requestErrors } from '../../portal/contract.ts';
import { type ContractProblem, Coverage, contractFetch } from '../../portal/contract-fetch.ts';
import { inProcessFetch, START } from './bench.ts';

export const photo = { name: 'photo.jpg', type: 'image/jpeg', bytes: new Uint8Array([0xff, 0xd8, 0xff]) };
export const parts: SubmissionParts = { idFournisseur: 160, bankAccount: 132, mainFile: { id: 4242, name: 'F2026-001.pdf' }, attachments: [] };
export const piece = { pieceJointeComplementaireDesignation: 'BL-12.pdf', pieceJointeComplementaireType: '', pieceJointeComplementaireId: 4243 };

export const submitErrors = (body: unknown) => requestErrors(paths.submit.path, 'POST', body, 'application/json;charset=utf-8');

/** Everything that every test of this file exercised, for the last test of coverage. */
export const coverage = new Coverage();

/** The client and the training portal with the contract between them; `problems` must stay empty. */
export function contracted(options: Parameters<typeof createTrainingPortal>[0] = {}) {
  const problems: ContractProblem[] = [];
  let call: typeof fetch = () => Promise.reject(new TypeError('not ready'));
  const platform = memoryPlatform({ now: START, fetch: (input, init) => call(input, init) });
  const portal = createTrainingPortal({ now: platform.clock.now, random: () => 0.5, ...options });
  call = contractFetch(inProcessFetch(portal), (problem) => problems.push(problem), { strict: true, coverage });
  const client = createPortalClient({ environment: 'training', base: '/relais', credentials: trainingCredentials, platform, random: () => 0.5 });
  return { portal, platform, client, problems, clean: () => expect(problems).toEqual([]) };
}
