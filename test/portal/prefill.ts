/** What the portal's recognition finds in a PDF: labels it knows, real text only. A scan gives nothing, as on the real service. */
export interface Prefill {
  numeroFacture: string | null;
  dateFacture: string | null;
  codeDestinataire: string | null;
  codeServiceExecutant: string | null;
  codeFournisseur: string | null;
  codeDeviseFacture: string | null;
  typeFacture: 'FACTURE' | 'AVOIR';
  typeTva: null;
  numeroBonCommande: string | null;
  montantTtcAvantRemiseGlobalTTC: number | null;
  montantAPayer: number | null;
  montantHtTotal: number | null;
  montantTVA: number | null;
}

const nothing: Prefill = {
  numeroFacture: null,
  dateFacture: null,
  codeDestinataire: null,
  codeServiceExecutant: null,
  codeFournisseur: null,
  codeDeviseFacture: null,
  typeFacture: 'FACTURE',
  typeTva: null,
  numeroBonCommande: null,
  montantTtcAvantRemiseGlobalTTC: null,
  montantAPayer: null,
  montantHtTotal: null,
  montantTVA: null,
};

export async function prefill(bytes: Uint8Array): Promise<Prefill> {
  try {
    return fromText(await textOf(bytes));
  } catch {
    return nothing;
  }
}

/** Lines of the first three pages. */
async function textOf(bytes: Uint8Array): Promise<string> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = pdfjs.getDocument({ data: bytes.slice(), isEvalSupported: false, useSystemFonts: true, verbosity: 0 });
  const pdf = await task.promise;
  const lines: string[] = [];
  try {
    for (let number = 1; number <= Math.min(pdf.numPages, 3); number++) {
      const content = await (await pdf.getPage(number)).getTextContent();
      const rows = new Map<number, { x: number; text: string }[]>();
      for (const item of content.items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        const y = Math.round(Number(item.transform[5]) / 3);
        rows.set(y, [...(rows.get(y) ?? []), { x: Number(item.transform[4]), text: item.str }]);
      }
      for (const [, words] of [...rows].sort((a, b) => b[0] - a[0])) {
        lines.push(
          words
            .sort((a, b) => a.x - b.x)
            .map((word) => word.text)
            .join(' ')
            .replace(/\s+/g, ' '),
        );
      }
    }
  } finally {
    await task.destroy();
  }
  return lines.join('\n');
}

export function fromText(text: string): Prefill {
  if (text.trim() === '') return nothing;
  const first = (pattern: RegExp) => pattern.exec(text)?.[1]?.trim() ?? null;
  const digits = (value: string | null) => value?.replace(/\D/g, '') ?? null;
  const date = /(?:date|émise le|du)\D{0,20}(\d{2})[/.-](\d{2})[/.-](20\d{2})/i.exec(text);
  return {
    ...nothing,
    numeroFacture: first(/(?:facture|avoir)\s*(?:n[°ºo]|num[ée]ro)?\s*:?\s*([A-Z0-9][A-Z0-9+_/-]{1,19})\b/i),
    dateFacture: date ? `${date[3]}-${date[2]}-${date[1]}` : null,
    codeDestinataire: digits(first(/SIRET\s+(?:du\s+)?client\s*:?\s*((?:\d[\s\u00a0]?){14})/i)),
    codeServiceExecutant: first(/code\s+service\s*:?\s*([A-Za-z0-9_.-]+)/i),
    codeFournisseur: digits(first(/SIRET(?!\s+(?:du\s+)?client)\D{0,15}((?:\d[\s\u00a0]?){14})/i)),
    codeDeviseFacture: /€|EUR/.test(text) ? 'EUR' : null,
    typeFacture: /^\s*avoir\b/im.test(text) ? 'AVOIR' : 'FACTURE',
    numeroBonCommande: first(/(?:engagement|EJ|commande)\s*(?:n[°ºo])?\s*:?\s*([A-Z0-9][A-Z0-9_/-]{2,49})\b/i),
    montantHtTotal: amount(first(/total\s+(?:net\s+)?H\.?T\.?\D{0,6}([\d\s\u00a0\u202f.,]+\d)/i)),
    montantTVA: amount(first(/total\s+(?:de\s+la\s+)?TVA\D{0,6}([\d\s\u00a0\u202f.,]+\d)/i)),
    montantTtcAvantRemiseGlobalTTC: amount(first(/total\s+T\.?T\.?C\.?\D{0,6}([\d\s\u00a0\u202f.,]+\d)/i)),
    montantAPayer: amount(first(/(?:net\s+)?[àa]\s+payer\D{0,6}([\d\s\u00a0\u202f.,]+\d)/i)),
  };
}

function amount(spelling: string | null): number | null {
  if (!spelling) return null;
  const value = Number(
    spelling
      .replace(/[\s\u00a0\u202f]/g, '')
      .replace(/\.(?=\d{3}\b)/g, '')
      .replace(',', '.'),
  );
  return Number.isFinite(value) ? value : null;
}
