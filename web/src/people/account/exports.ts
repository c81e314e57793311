/** Everything that is kept of somebody, as files for themselves. */
import { addressOf, get, post, remove } from '../../kit/api/client';
import type { Schemas } from '../../kit/api/document';
import { LOCALE } from '../../kit/language/locale';

const PATH = '/api/v1/me/exports';

export type AccountExport = Schemas['AccountExport'];

export const readExports = (signal?: AbortSignal) => get(PATH, {}, signal);
export const askForExport = () => post(PATH, {});
export const deleteExport = (id: string) => remove(`${PATH}/{id}`, { path: { id } });
export const fileOf = (id: string) => addressOf(`${PATH}/{id}`, { path: { id } });

const KILO = 1_000;
const UNITS = ['kilobyte', 'megabyte'] as const;

/** `12 kB`, `3.4 MB`: of a kilobyte at least. */
export function sizeOf(bytes: number): string {
  const isLarge = bytes >= KILO * KILO;
  const size = Math.max(1, bytes / (isLarge ? KILO * KILO : KILO));
  const unit = UNITS[isLarge ? 1 : 0];
  const maximumFractionDigits = isLarge && size < 10 ? 1 : 0;
  const format = { style: 'unit', unit, maximumFractionDigits } as const;
  return new Intl.NumberFormat(LOCALE, format).format(size);
}
