// Before the first paint: the colours and the size of letters chosen in the settings (lib/ui/appearance.ts writes them here). A classic script of its own,
// since the security policy lets no inline one run, and a module would come after a flash of the other colours.
try {
  const chosen = (localStorage.getItem('coursier-appearance') ?? '').split(' ');
  for (const theme of ['light', 'dark']) if (chosen.includes(theme)) document.documentElement.dataset.theme = theme;
  if (chosen.includes('big')) document.documentElement.dataset.big = '';
} catch {
  // storage refused: the device's own colours
}
