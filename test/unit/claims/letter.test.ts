import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { claimOf } from '../../../lib/claims/claim.ts';
import { clockOf } from '../../../lib/claims/clock.ts';
import { rateTable } from '../../../lib/claims/rates.ts';
import { type ClaimedInvoice, claimLetter, type LetterFacts } from '../../../lib/formats/index.ts';
import { totalsOf } from '../../../lib/formats/letter/facts.ts';
import { claimMail, letterWords, mailtoOf, writtenDay } from '../../../lib/formats/letter/wording.ts';
import { liberationFonts } from '../../../scripts/draft.ts';
import { bakerInvoice } from '../invoice/baker.ts';

const on = '2027-01-08';
const fonts = liberationFonts();

function late(number: string, principal: string, depositedAt: string, history: { at: string; code: string }[] = []): ClaimedInvoice {
  const clock = clockOf({ days: 30, depositedAt, history, today: on });
  const claim = claimOf(clock, principal, on, rateTable(on));
  if (!claim) throw new Error('not late');
  return {
    number,
    issueDate: depositedAt,
    portalId: '100234567',
    depositedOn: depositedAt,
    engagementNumber: 'BC2026-0457',
    serviceCode: '',
    contractNumber: '',
    startsOn: clock.startsOn,
    term: 30,
    article: 'R2192-10',
    suspensions: clock.suspensions,
    claim,
  };
}

const unpaid = late('F2026-118', '320.00', '2026-11-24');
const suspended = late('F2026-121', '1245.90', '2026-10-20', [
  { at: '2026-10-28', code: 'SUSPENDUE' },
  { at: '2026-11-03', code: 'COMPLETEE' },
]);
const paid = late('F2026-090', '76.40', '2026-09-01', [{ at: '2026-10-16', code: 'MISE_EN_PAIEMENT' }]);

function letter(invoices: readonly ClaimedInvoice[], more: Partial<LetterFacts> = {}): LetterFacts {
  const { seller, buyer, payment } = bakerInvoice();
  return { seller, buyer, account: { iban: payment.iban, bic: '', name: '' }, on, invoices, trial: false, ...more };
}

async function textOf(facts: LetterFacts): Promise<{ text: string; pages: number }> {
  const document = await getDocument({ data: (await claimLetter(facts, fonts)).slice(), verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  const pages = document.numPages;
  await document.destroy();
  return { text: text.replace(/\s+/g, ' '), pages };
}

describe('the letter', () => {
  it('claims an unpaid invoice with its interest so far, figures and articles on one page', async () => {
    const { text, pages } = await textOf(letter([unpaid]));
    expect(pages).toBe(1);
    for (const said of [
      'Boulangerie Martin EI',
      'Mairie de Fontaine-aux-Bois',
      'Landrecies, le 8 janvier 2027',
      'Objet : Retard de paiement, facture n° F2026-118',
      '320,00 €',
      '24/12/2026',
      '15 jours',
      '10,15 %',
      '1,33 €',
      '40,00 €',
      'Total à verser',
      '361,33 €',
      'à parfaire',
      'identifiant 100234567',
      'engagement BC2026-0457',
      'IBAN : FR76 3000 6000 0112 3456 7890 189',
      'Signature',
    ])
      expect(text).toContain(said);
    for (const article of ['L2192-12', 'L2192-13', 'R2192-10', 'R2192-31', 'D2192-35', 'R2192-36']) expect(text).toContain(article);
  });
  it('claims the interest and the indemnity alone of an invoice paid late', async () => {
    const { text, pages } = await textOf(letter([paid]));
    expect(pages).toBe(1);
    expect(text).toContain('Intérêts moratoires et indemnité forfaitaire, facture n° F2026-090');
    expect(text).toContain('40,32 €');
    expect(text).toContain('payée le 16/10/2026');
    expect(text).not.toContain('parfaire');
    expect(text).not.toContain('non payée');
  });
  it('covers several invoices of one buyer, paid or not, with the suspension that moved a last day', async () => {
    const facts = letter([unpaid, suspended, paid]);
    // Worked out by hand: 1.33 + 12.47 (1 245.90 × 10.15 % × 36 / 365) + 0.32, three times 40, and the two that are not paid.
    expect(totalsOf(facts)).toEqual({ principal: '1565.90', interest: '14.12', indemnity: '120.00', total: '1700.02', unpaid: 2, paidLate: 1 });
    const { text, pages } = await textOf(facts);
    expect(pages).toBe(1);
    expect(text).toContain('suspendu du 28/10/2026 au 03/11/2026');
    expect(text).toContain('1 700,02 €');
  });
  it('goes over the page when it must, and keeps the signature with the last words', async () => {
    const many = await textOf(letter(Array.from({ length: 12 }, (_, index) => ({ ...suspended, number: `F2026-${200 + index}` }))));
    expect(many.pages).toBe(2);
    expect(many.text).toContain('12 factures');
    expect(many.text).toContain('Page 2 / 2');
  });
  it('says that it is a trial when the invoice never reached the State', async () => {
    expect((await textOf(letter([unpaid], { trial: true }))).text).toContain('ESSAI');
    expect(claimMail(letter([unpaid], { trial: true })).body).toContain('ESSAI');
  });
  it('is the same bytes twice', async () => {
    expect(await claimLetter(letter([unpaid]), fonts)).toEqual(await claimLetter(letter([unpaid]), fonts));
  });
  it('writes days as a letter does', () => {
    expect(writtenDay('2026-12-01')).toBe('1er décembre 2026');
    expect(writtenDay('2026-08-31')).toBe('31 août 2026');
  });
});

describe('the mail', () => {
  it('says what the letter says, in plain spaces', () => {
    const { subject, body, to } = claimMail(letter([unpaid]));
    expect(to).toBe('');
    expect(subject).toBe(letterWords(letter([unpaid])).subject);
    expect(body).toContain('Intérêts moratoires : 1,33 €');
    expect(body).toContain('Total : 361,33 €');
    expect(body).not.toMatch(/[\u00a0\u202f]/);
  });
  it('opens in a mail program: encoded, and never so long that it would be cut', () => {
    const mail = claimMail(letter(Array.from({ length: 12 }, () => suspended)));
    const address = mailtoOf(mail);
    expect(address.length).toBeLessThanOrEqual(2000);
    expect(address).toMatch(/^mailto:\?subject=Retard%20de%20paiement/);
    expect(new URLSearchParams(address.split('?')[1]).get('body')).toContain('ci-joint');
    const brief = { to: 'a@b.fr', subject: 'é & ?', body: 'un\ndeux', short: '' };
    expect(mailtoOf(brief)).toBe('mailto:a%40b.fr?subject=%C3%A9%20%26%20%3F&body=un%0D%0Adeux');
  });
});
