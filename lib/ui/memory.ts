import { useEffect, useState } from 'preact/hooks';
import type { ByHand } from '../desk/api.ts';
import type { Article } from '../desk/articles.ts';
import type { Dossier } from '../desk/dossier.ts';
import type { Line } from '../invoice/model.ts';
import { dossiers, theDesk } from './state.ts';

/** Articles of a seller, "" for the user's own company. */
export function useArticles(seller = ''): readonly Article[] {
  const [articles, setArticles] = useState<readonly Article[]>([]);
  useEffect(() => {
    let alive = true;
    theDesk()
      .articles()
      .then((memory) => memory.list(seller || undefined))
      .then(
        (found) => alive && setArticles(found),
        () => undefined,
      );
    return () => {
      alive = false;
    };
  }, [seller]);
  return articles;
}

export interface Hints {
  last: { lines: Line[]; number: string } | null;
  numbering: Awaited<ReturnType<ByHand['numbering']>> | null;
  dueDate: string;
}

/** What the desk proposes for a draft: the lines of the last time, the next number, the day by which this buyer must pay. */
export function useHints(dossier: Dossier): Hints {
  const [hints, setHints] = useState<Hints>({ last: null, numbering: null, dueDate: '' });
  const { buyer, seller, invoiceNumber, issueDate, kind } = dossier.invoice;
  useEffect(() => {
    let alive = true;
    const ask = async () => {
      const byHand = await theDesk().byHand();
      const [last, numbering, dueDate] = await Promise.all([byHand.lastLines(dossier), byHand.numbering(dossier), byHand.dueDate(dossier)]);
      if (alive) setHints({ last, numbering, dueDate });
    };
    ask().catch(() => undefined);
    return () => {
      alive = false;
    };
  }, [dossier.id, buyer.siret, seller.siret, invoiceNumber, issueDate, kind, dossiers.value?.length]);
  return hints;
}
