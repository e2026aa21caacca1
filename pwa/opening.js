// What need not wait for the app's own script: begun by a classic one that runs before the page is parsed any further, after `appearance.js` and in one
// file with it (`vite.config.ts`).

// The store, at the version of `lib/desk/store/schema.ts`: `early.ts` takes it, 'none' on a device where nothing was kept yet, null where it must be changed
// or mended first. None is made here, and none is changed.
globalThis.coursierStore = new Promise((resolve) => {
  try {
    const request = indexedDB.open('coursier', 3);
    let none = false;
    request.onupgradeneeded = ({ oldVersion }) => {
      none = oldVersion === 0;
      request.transaction.abort();
    };
    request.onerror = (event) => {
      event.preventDefault();
      resolve(none ? 'none' : null);
    };
    request.onsuccess = () => {
      // a newer version of the app, or the erasing of everything, must not wait for this page
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  } catch {
    resolve(null);
  }
});

// The files of the screen that the address asks for; of the list, for who comes back: the first visit has none.
{
  const { files, screens } = JSON.parse(document.getElementById('screens').textContent);
  const [first, , step] = location.hash.replace(/^#\/?/, '').split('?')[0].split('/');
  const back = Boolean(navigator.serviceWorker?.controller);
  for (const index of screens[(first === 'facture' && step) || first || (back ? 'liste' : '')] ?? []) {
    const link = document.createElement('link');
    const sheet = files[index].endsWith('.css');
    link.rel = sheet ? 'preload' : 'modulepreload';
    link.as = sheet ? 'style' : 'script';
    link.crossOrigin = '';
    link.href = `/assets/${files[index]}`;
    document.head.append(link);
  }
}
