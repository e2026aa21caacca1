import { bareTownSign, firstPiece, nameEnd, parentSign } from './layout.ts';
import type { Directory } from './open.ts';
import { parentOf } from './read.ts';
import { bareLink } from './town-words.ts';

/** More words than these are not looked at. */
const mostWords = 400;

/** The words of one document's name, its town's after them. Arrays written over by each document rather than objects, for speed. */
export class NameWords {
  count = 0;
  readonly word = new Uint32Array(mostWords);
  readonly weight = new Float64Array(mostWords);
  /** How well each is asked for, 0 to 1: the comparison's to fill. */
  readonly matched = new Float64Array(mostWords);
  /** 1: missed when it is not asked for. */
  readonly hard = new Uint8Array(mostWords);
  /** 1: of the town's name. */
  readonly town = new Uint8Array(mostWords);
  /** The word in brackets that is the name's sigle, -1 when none. */
  sigle = -1;
  private townInName = false;

  read(directory: Directory, document: number, place: number): void {
    this.count = 0;
    this.townInName = false;
    this.sigle = -1;
    this.readName(directory, document, place, 0);
    if (!this.townInName) this.pushTown(directory, place, false, 0);
  }

  private push(directory: Directory, word: number, hard: number, town: number): void {
    const { count } = this;
    if (count === mostWords) return;
    this.word[count] = word;
    this.hard[count] = hard;
    this.town[count] = town;
    this.weight[count] = directory.wordWeights[word]!;
    this.matched[count] = 0;
    this.count = count + 1;
  }

  private pushTown(directory: Directory, place: number, bare: boolean, hard: number): void {
    const { townWords } = directory;
    this.townInName = true;
    let at = townWords.start[place]!;
    // "Le Havre" in "Commune du Havre": who writes "mairie de Le Havre" says no more.
    if (bare) this.push(directory, townWords.values[at++]!, 0, 0);
    for (; at < townWords.start[place + 1]!; at++) this.push(directory, townWords.values[at]!, hard, 1);
  }

  /** Appends the words of one document's pieces. */
  private readName(directory: Directory, document: number, place: number, depth: number): void {
    const { pieceWords, pieceSoft, pieceSigle, bytes } = directory;
    let position = directory.nameOffset[document]!;
    if (bytes[position] === nameEnd) {
      const link = directory.townLink[place]!;
      this.push(directory, directory.regularWords[0]!, 1, 0);
      this.push(directory, directory.regularWords[1 + link]!, 1, 0);
      this.pushTown(directory, place, link >= bareLink, 1);
      return;
    }
    for (;;) {
      let piece = 0;
      let factor = 1;
      for (;;) {
        const byte = bytes[position++]!;
        piece += (byte & 127) * factor;
        if (byte < 128) break;
        factor *= 128;
      }
      if (piece === nameEnd) return;
      if (piece >= firstPiece) {
        const own = piece - firstPiece;
        for (let at = pieceWords.start[own]!; at < pieceWords.start[own + 1]!; at++) this.push(directory, pieceWords.values[at]!, 1, 0);
        if (pieceSigle[own] === 1) this.sigle = pieceWords.values[pieceWords.start[own + 1]! - 1]!;
        for (let at = pieceSoft.start[own]!; at < pieceSoft.start[own + 1]!; at++) this.push(directory, pieceSoft.values[at]!, 0, 0);
      } else if (piece === parentSign) {
        if (depth < 3) this.readName(directory, parentOf(directory, document), place, depth + 1);
      } else this.pushTown(directory, place, piece === bareTownSign && directory.townLink[place]! >= bareLink, 1);
    }
  }
}
