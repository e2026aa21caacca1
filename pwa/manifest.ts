/** The web app manifest, emitted by pwa/vite.config.ts (not in public/: the extension would ship it too). */
export const manifest = {
  id: '/',
  name: 'Coursier : vos factures à Chorus Pro',
  short_name: 'Coursier',
  description: 'Photographiez votre facture : Coursier la lit sur l’appareil, la contrôle, l’envoie à Chorus Pro et la suit jusqu’au paiement.',
  lang: 'fr',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#fbf6ec',
  theme_color: '#fbf6ec',
  categories: ['business', 'finance', 'productivity'],
  icons: [
    { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/icon-monochrome.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'monochrome' },
  ],
  shortcuts: [
    { name: 'Photographier une facture', short_name: 'Photo', url: '/#/photo' },
    { name: 'Ajouter une facture (fichier, PDF)', short_name: 'Ajouter', url: '/#/ajouter' },
    { name: 'Ce qui m’attend', short_name: 'Factures', url: '/#/' },
    { name: 'Mon argent', short_name: 'Argent', url: '/#/retards' },
  ],
  share_target: {
    action: '/partage',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: 'title',
      text: 'text',
      files: [
        {
          name: 'files',
          accept: ['image/*', 'application/pdf', 'application/xml', 'text/xml', '.pdf', '.xml', 'application/x-coursier', '.coursier'],
        },
      ],
    },
  },
  file_handlers: [
    {
      action: '/#/fichier',
      accept: {
        'application/pdf': ['.pdf'],
        'image/jpeg': ['.jpg', '.jpeg'],
        'image/png': ['.png'],
        'image/webp': ['.webp'],
        'application/xml': ['.xml'],
        'application/x-coursier': ['.coursier'],
      },
    },
  ],
  launch_handler: { client_mode: 'navigate-existing' },
};
