import { zipSync } from 'fflate';
import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';
import { notice } from './data.ts';
import type { TrainingInvoice } from './state.ts';

/** The standard fonts of PDF know western letters only: the rest is shown as "?". */
const writable = (line: string) =>
  line
    .replace(/[’‘]/g, "'")
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[^\x20-\x7e\u00a0-\u00ff€]/g, '?');

const LINE_HEIGHT = 16;
const MARGIN = 50;

/** Plain pages of text, in the order of the lines. */
export async function textPdf(title: string, lines: readonly string[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const [plain, bold] = [await pdf.embedFont(StandardFonts.Helvetica), await pdf.embedFont(StandardFonts.HelveticaBold)];
  let sheet: PDFPage = pdf.addPage([595, 842]);
  let y = 842 - MARGIN;
  const write = (line: string, font: PDFFont, size: number) => {
    if (y < MARGIN) {
      sheet = pdf.addPage([595, 842]);
      y = 842 - MARGIN;
    }
    sheet.drawText(writable(line).slice(0, 100), { x: MARGIN, y, size, font });
    y -= LINE_HEIGHT + size - 10;
  };
  write(notice, bold, 9);
  y -= LINE_HEIGHT;
  write(title, bold, 16);
  for (const line of lines) write(line, plain, 10);
  return pdf.save();
}

const money = (value: number) => `${value.toFixed(2).replace('.', ',')} EUR`;

/** The page that the portal writes of an invoice that was typed, not deposited. */
export function paperOf(invoice: TrainingInvoice): Promise<Uint8Array> {
  return textPdf(`${invoice.typeFacture === 'AVOIR' ? 'Avoir' : 'Facture'} ${invoice.numeroFacture}`, [
    `Date : ${invoice.dateFacture}`,
    `Destinataire : ${invoice.designationDestinataire} (${invoice.codeDestinataire})`,
    `Service : ${invoice.codeServiceExecutant || '-'}   Engagement : ${invoice.numeroBonCommande || '-'}   Marché : ${invoice.numeroMarche || '-'}`,
    '',
    ...invoice.lignes.map(
      (line) =>
        `${line.numero}. ${line.denomination} : ${line.quantite} ${line.unite} x ${String(line.prixUnitaireHT).replace('.', ',')} EUR (${line.taux || `${line.tauxManuel} %`})`,
    ),
    '',
    `Total HT : ${money(invoice.montantHT)}   TVA : ${money(invoice.montantTVA)}   Total TTC : ${money(invoice.montantTTC)}`,
    `Net à payer : ${money(invoice.montantAPayer)}`,
  ]);
}

const escapeXml = (value: unknown) => String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** An XML for the format PIVOT. The real one's schema is not in our sources: this one has a root of its own and says so. */
export function pivotOf(invoice: TrainingInvoice): Uint8Array {
  const members: [string, unknown][] = [
    ['NumeroFacture', invoice.numeroFacture],
    ['DateFacture', invoice.dateFacture],
    ['TypeFacture', invoice.typeFacture],
    ['Statut', invoice.statut],
    ['Destinataire', invoice.codeDestinataire],
    ['ServiceExecutant', invoice.codeServiceExecutant],
    ['NumeroBonCommande', invoice.numeroBonCommande],
    ['NumeroMarche', invoice.numeroMarche],
    ['MontantHT', invoice.montantHT],
    ['MontantTVA', invoice.montantTVA],
    ['MontantTTC', invoice.montantTTC],
    ['MontantAPayer', invoice.montantAPayer],
    ['Commentaire', invoice.commentaire],
  ];
  const body = members.map(([name, value]) => `  <${name}>${escapeXml(value)}</${name}>`).join('\n');
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${notice} -->\n<FactureEntrainement identifiantFactureCPP="${invoice.identifiantFactureCPP}">\n${body}\n</FactureEntrainement>\n`,
  );
}

export const archive = (entries: Record<string, Uint8Array>): Uint8Array => zipSync(entries, { level: 0 });
