/** The language that a page is read in: what its address asks for, what this device kept, or what the browser wants. */
export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

export const KEPT_AS = 'language';

/** The first that pages are written in; English where none is. */
export function languageOf(wanted: readonly (string | null | undefined)[]): Language {
  const known = wanted.map((one) => one?.slice(0, 2).toLowerCase());
  return known.find((one): one is Language => LANGUAGES.includes(one as Language)) ?? 'en';
}

// A test has neither a page nor an address.
const { document, location, navigator } = globalThis;

const asked = new URLSearchParams(location?.search);

export const language = languageOf([
  asked.get('lang'),
  // What Twitch says of whoever looks at an extension.
  asked.get('language'),
  kept(),
  ...(navigator?.languages ?? []),
]);

if (document) document.documentElement.lang = language;

/** A browser that keeps nothing goes by its own preference. */
function kept(): string | undefined {
  try {
    return localStorage[KEPT_AS];
  } catch {
    return undefined;
  }
}

/** A few words that come with the page in each language: a request of their own would weigh more. */
export function inLanguage<Texts>(written: { [L in Language]: Texts }): Texts {
  return written[language];
}
