import type { Plugin } from 'vite';

/** Of the fourteen faces whose widths pdf-lib brings along, the one that `lib/formats/facturx/photo.ts` sets: the invisible words over a photograph. */
const others = /@pdf-lib\/standard-fonts\/es\/(?!Helvetica\.compressed|all-encodings)[\w-]+\.compressed\.json$/;

/** Leaves 110 KB of letter widths out of the built files. Another standard face, embedded nevertheless, throws at once. */
export const leanPdf = (): Plugin => ({
  name: 'coursier:lean-pdf',
  enforce: 'pre',
  load: (id) => (others.test(id.replaceAll('\\', '/')) ? { code: 'export default null;', moduleType: 'js' } : null),
});
