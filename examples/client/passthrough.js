// Reloads a page of an old release, once.
((release, at) => {
  const url = `${at}?release=${release}`;
  const ask = async (failed) => {
    const { newer, kept } = await fetch(url).then((it) => it.json()).catch(() => 0);
    const event = new CustomEvent('passthrough:newer', { cancelable: true });
    if (!newer && (!failed || kept != false)) return;
    if (!dispatchEvent(event) || !failed || sessionStorage[url]) return;
    sessionStorage[url] = 1;
    location.reload();
  };
  const on = (type, is, failed = 1) =>
    release && addEventListener(type, (it) => is(it) && ask(failed), true);
  on('vite:preloadError', () => 1);
  on('error', ({ target }) => /SCRIPT|LINK/.test(target.tagName));
  on('unhandledrejection', ({ reason }) => /import|ChunkLoad/.test(reason));
  on('visibilitychange', () => !document.hidden, 0);
})(
  performance.getEntriesByType('navigation')[0].serverTiming.find((it) => it.name == 'passthrough')?.description,
  document.currentScript.dataset.at || '/.well-known/passthrough',
);
