/** Loads the texts: a plain file under a name that never changes. */
export async function loadTexts() {
  const response = await fetch('/locales/en.json');
  return response.json();
}
