/**
 * Every way a user's action can fail, as a closed list: `lib/ui/words` must hold, for each code, what happened, what is safe and what to do next.
 * A new code without words does not compile.
 */
export const faultCodes = [
  // files
  'file-empty',
  'file-unknown',
  'file-too-big',
  'image-undecodable',
  'image-heic',
  'image-too-big',
  'pdf-encrypted',
  'pdf-broken',
  'pdf-too-many-pages',
  'xml-broken',
  'xml-hostile',
  // reading
  'ocr-start',
  'ocr-failed',
  'not-an-invoice',
  'nothing-read',
  'aborted',
  // camera
  'camera-denied',
  'camera-none',
  'camera-busy',
  // device
  'storage-full',
  'storage-broken',
  'storage-blocked',
  // directory of public bodies
  'directory-broken',
  'directory-unreachable',
  'business-unreachable',
  // portal
  'offline',
  'portal-unreachable',
  'portal-timeout',
  'portal-down',
  'portal-nonsense',
  'portal-busy',
  'portal-credentials',
  'portal-account',
  'portal-account-expired',
  'portal-subscription',
  'portal-connection',
  'portal-recipient',
  'portal-duplicate',
  'portal-too-big',
  'portal-refused',
  // pages of billing tools
  'page-closed',
  'page-lost',
  'page-login',
  'page-file',
  'page-refused',
  'page-nothing',
  'page-late',
  'portal-not-allowed',
  'portal-no-practice',
  'portal-other',
  // the desk
  'vault-locked',
  'not-ready',
  'not-read',
  'notes-billed',
  'backup-broken',
  'backup-cut',
  'backup-passphrase',
  'backup-newer',
  'too-long-for-codes',
  'codes-foreign',
  'app-closed',
  'app-older',
  'app-stranger',
  'app-leaving',
  'app-too-big',
  'unknown',
] as const;

export type FaultCode = (typeof faultCodes)[number];

/** A stored text as a code; `otherwise` for one that this version does not know. */
export function faultCodeOf(text: string, otherwise: FaultCode): FaultCode {
  return faultCodes.find((known) => known === text) ?? otherwise;
}

/**
 * The one error that crosses module walls. `code` chooses the French sentence; `detail` is technical, copied into the report a user may send,
 * and therefore never holds a secret, a token or the content of an invoice.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly detail: string;

  constructor(code: FaultCode, detail = '', options?: { cause?: unknown }) {
    super(detail ? `${code}: ${detail}` : code, options);
    this.name = 'Fault';
    this.code = code;
    this.detail = detail;
  }

  /** Any thrown value as a Fault; an `AbortError` is `aborted`, a full disk is `storage-full`. */
  static from(error: unknown, fallback: FaultCode = 'unknown'): Fault {
    if (error instanceof Fault) return error;
    const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
    const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
    if (name === 'AbortError') return new Fault('aborted', '', { cause: error });
    if (name === 'QuotaExceededError') return new Fault('storage-full', message, { cause: error });
    return new Fault(fallback, message, { cause: error });
  }
}
