import { LOCALE } from '../../../../kit/language/locale';

/** Files are named `film.en.vtt`, `film.pt-BR.srt`. */
const ENDING = /\.([a-z]{2,3}(?:-[a-z]{2,4})?)\.\w+$/i;
const UNKNOWN = 'und';
const LABEL_MAX = 60;

export function languageOfFile(name: string): { lang: string; label: string } {
  const lang = name.match(ENDING)?.[1];
  const bare = name.replace(/\.\w+$/, '').slice(0, LABEL_MAX) || UNKNOWN;
  if (lang === undefined) return { lang: UNKNOWN, label: bare };
  return { lang, label: nameOf(lang) ?? bare };
}

function nameOf(lang: string): string | undefined {
  try {
    return new Intl.DisplayNames(LOCALE, { type: 'language', fallback: 'none' }).of(lang);
  } catch {
    return undefined;
  }
}
