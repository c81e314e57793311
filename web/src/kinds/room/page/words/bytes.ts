import { LOCALE } from '../../../../kit/language/locale';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
const SHORT = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

/** As file managers show it. */
export function bytesText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${SHORT.format(bytes / 1_000 ** power)} ${UNITS[power]}`;
}
