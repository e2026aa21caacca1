const notFound = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Page introuvable</title></head>
<body><h1>Page introuvable</h1><p>Cette adresse n’existe pas dans Coursier. Vos factures sont intactes sur votre appareil.</p><p><a href="/">Revenir à Coursier</a></p></body></html>`;

export function notFoundPage(): Response {
  return new Response(notFound, { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8', 'cache-control': 'no-cache' } });
}
