const KNOWN = ['en', 'de'];

/** Loads the texts of a language: plain files under a name that never changes. */
export async function loadTexts(language) {
  const known = KNOWN.find((each) => language.startsWith(each)) ?? 'en';
  const response = await fetch(`/locales/${known}.json`);
  return response.json();
}
