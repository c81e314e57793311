import { LOCALE } from '../../../../kit/language/locale';

const MINUTE = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });

/** When a line was said, as a clock on the wall shows it. */
export function minuteText(at_ms: number): string {
  return MINUTE.format(at_ms);
}
