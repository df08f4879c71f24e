// Before anything is drawn: the colours and the language that were chosen, so that nothing flashes.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const chosen = kept('guildhall.color-scheme');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.lang = kept('guildhall.language') ?? (navigator.language.startsWith('de') ? 'de' : 'en');
})();
