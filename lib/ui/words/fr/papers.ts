import { words } from '../dictionary.ts';

/** Sellers' papers that the reader knows its way on. */
export const papers = {
  title: 'Papiers reconnus',
  hint: 'Coursier retient où se trouve chaque information sur ces factures. Vos corrections lui apprennent. Tout reste sur cet appareil.',
  learnt: (invoices: number) => (invoices > 1 ? `Appris de ${invoices} factures` : 'Appris d’une facture'),
  forget: 'Oublier',
  forgetOf: (name: string) => `Oublier le papier de ${name}`,
  forgotten: (name: string) => `Papier oublié : ${name}.`,
};

words('papers', { papers });
