import { fold, unitAt, wordsOf } from './normalise.ts';

/**
 * Names are cut into pieces kept once in a dictionary: a word with the apostrophe or hyphen that follows it ("d'", "Saint-"), or a whole long form
 * ("Communauté de communes"). Pieces join with a space unless the first ends with an apostrophe or a hyphen; a hyphen alone keeps its spaces.
 */
export function piecesOf(name: string): string[] {
  const raw: string[] = [];
  for (const word of name.split(' ')) {
    if (/^[-'’]+$/.test(word)) raw.push(word);
    else raw.push(...(word.match(/[^'’-]*['’-]+|[^'’-]+/g) ?? ['']));
  }
  const pieces: string[] = [];
  const folded = raw.map((piece) => wordsOf(piece)[0] ?? '');
  for (let index = 0; index < raw.length; ) {
    const unit = raw[index]!.includes('-') ? null : unitAt(folded, index);
    if (unit && !raw.slice(index, index + unit.length).some((piece) => piece.includes('-') || wordsOf(piece).length !== 1)) {
      pieces.push(joined(raw.slice(index, index + unit.length)));
      index += unit.length;
    } else {
      pieces.push(raw[index]!);
      index++;
    }
  }
  return joined(pieces) === name ? pieces : [name];
}

export function joined(pieces: readonly string[]): string {
  let text = '';
  let glue = '';
  for (const piece of pieces) {
    text += glue + piece;
    glue = piece.length > 1 && /['’-]$/.test(piece) ? '' : ' ';
  }
  return text;
}

/** The search words of one piece: a long form gives its unit, and its own words as soft ones (someone may type half of it). */
export function searchWords(piece: string): { hard: string[]; soft: string[] } {
  const words = wordsOf(piece);
  const hard: string[] = [];
  const soft: string[] = [];
  for (let index = 0; index < words.length; ) {
    const unit = unitAt(words, index);
    if (unit) {
      hard.push(unit.unit);
      soft.push(...words.slice(index, index + unit.length).filter((word) => word.length > 2));
      index += unit.length;
    } else {
      hard.push(words[index]!);
      index++;
    }
  }
  return { hard, soft };
}

const articles = /^(le |la |les |l['’])/i;

/** "Le Havre" -> "Havre"; null when the town has no leading article. */
export function withoutArticle(town: string): string | null {
  const match = articles.exec(town);
  return match ? town.slice(match[0].length) : null;
}

/** "Commune de Lyon", "Commune d'Arles", "Commune du Havre", "Commune des Rousses", "Commune de La Rochelle". */
export function nameWithTown(body: string, town: string): string {
  if (/^le /i.test(town)) return `${body} du ${town.slice(3)}`;
  if (/^les /i.test(town)) return `${body} des ${town.slice(4)}`;
  if (/^l['’]/i.test(town)) return `${body} de ${town}`;
  return /^[aeiouyh]/.test(fold(town)) && !/^(y[aeiou]|h[^aeiouy])/.test(fold(town)) ? `${body} d'${town}` : `${body} de ${town}`;
}
