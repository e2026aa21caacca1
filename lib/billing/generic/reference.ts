import type { Field } from '../../extraction/result.ts';
import { fold } from '../../extraction/text.ts';
import { lineText, type Reading } from '../../reading/document.ts';

/** Where tools without a field for it let one write the buyer's order or engagement. */
const label =
  /^(?:v(?:otre|os|\/) ?ref(?:erence)?s?|ref(?:erence)?\.? ?(?:du |de la )?(?:client|commande)|customer ref(?:erence)?|your ref(?:erence)?|client order ref(?:erence)?)\.?\s*:?\s*/;
const shape = /^(?=.*\d)[A-Z0-9][A-Z0-9\-_/.]{3,49}$/i;

/**
 * The buyer's own reference, as a guess at the engagement: Dolibarr's « Réf. client », Odoo's « Votre référence ». Never sure, and never the seller's code for the client
 * (« CU2611-00001 »).
 */
export function customerReference(reading: Reading): Field | null {
  for (const page of reading.pages) {
    for (const [index, line] of page.lines.entries()) {
      const text = lineText(line);
      const found = label.exec(fold(text).trim());
      if (!found) continue;
      // After the label on its line, or in the next line of the same row.
      const rest = text.trim().slice(found[0].length).trim() || besideOf(page.lines, index);
      const token = rest.split(/\s/)[0] ?? '';
      if (!shape.test(token) || /^(cu|cl|cli)\d/i.test(token) || /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(token)) continue;
      return { value: token, confidence: 'check', page: page.number, box: line.box, evidence: ['customer-reference'], alternatives: [] };
    }
  }
  return null;
}

function besideOf(lines: Reading['pages'][number]['lines'], index: number): string {
  const own = lines[index];
  const beside = own && lines.find((line) => line !== own && line.box.x > own.box.x && Math.abs(line.box.y - own.box.y) < own.box.height * 0.6);
  return beside ? lineText(beside).replace(/^\s*:\s*/, '') : '';
}
