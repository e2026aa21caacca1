import { Fault, type FaultCode } from '../../invoice/fault.ts';

/**
 * Whether the portal may have acted on the failed request: `no` when it certainly has not (never left, or refused at the gate),
 * `answered` when it refused in its own words, `maybe` for everything else. The outbox lives by this word.
 */
export type Reached = 'no' | 'maybe' | 'answered';

/** A failure of a portal call. `codeRetour` and `libelle` are the portal's own; `libelle` may quote the invoice, so it stays out of `detail`. */
export class PortalFault extends Fault {
  readonly reached: Reached;
  readonly codeRetour: number | null;
  readonly libelle: string;
  /** Milliseconds that the portal asked to wait, 0 when it asked nothing. */
  readonly retryAfter: number;

  constructor(
    code: FaultCode,
    detail: string,
    reached: Reached,
    more: { codeRetour?: number; libelle?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(code, detail, { cause: more.cause });
    this.name = 'PortalFault';
    this.reached = reached;
    this.codeRetour = more.codeRetour ?? null;
    this.libelle = more.libelle ?? '';
    this.retryAfter = more.retryAfter ?? 0;
  }
}

export function reachedOf(error: unknown): Reached {
  return error instanceof PortalFault ? error.reached : 'maybe';
}

/** The same failure, said of a step before the deposit itself: whatever happened there, no invoice was deposited. */
export function beforeDeposit(error: unknown): PortalFault {
  if (error instanceof PortalFault) {
    const { code, detail, codeRetour, libelle, retryAfter } = error;
    return new PortalFault(code, detail, error.reached === 'answered' ? 'answered' : 'no', {
      codeRetour: codeRetour ?? undefined,
      libelle,
      retryAfter,
      cause: error.cause,
    });
  }
  const fault = Fault.from(error);
  return new PortalFault(fault.code, fault.detail, 'no', { cause: error });
}
