/**
 * Why a user's PDF cannot be made a PDF/A as it is. The caller then shows its pages as pictures, and says so.
 * `encrypted`: protected. `broken`: no PDF that can be followed. `fonts`: a face that is neither in the file nor one we may put in its place.
 * `colours`: inks of a printing press in pictures or gradients. `images`: a kind of picture that the norm refuses. `layers`: parts shown or hidden by
 * choice. `annotations`: form fields or comments without a picture of their own. `content`: drawing operators that the norm does not know.
 */
export const refusalReasons = ['encrypted', 'broken', 'fonts', 'colours', 'images', 'layers', 'annotations', 'content'] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Stays inside this folder: the door gives it as a value. */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}
