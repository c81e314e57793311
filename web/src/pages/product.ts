/** The parts of the product that are no kind's: they stand beside the kinds in its bar. */
import type { PageLink } from '../kinds/kind';

export const ACCOUNT: PageLink = {
  title: { en: 'Account', de: 'Konto' },
  path: '/dashboard/account',
};
/** For those who run the installation. */
export const CONSOLE: PageLink = { title: { en: 'Console', de: 'Konsole' }, path: '/admin' };
/** What is for its person alone, beside sessions of any kind. */
export const JOURNAL: PageLink = { title: { en: 'Journal', de: 'Tagebuch' }, path: '/journal' };
/** Communities: those somebody is in, and those they may find. */
export const CIRCLES: PageLink = { title: { en: 'Circles', de: 'Kreise' }, path: '/circles' };
/** What somebody is told of: the bar has it as a bell, not as a part. */
export const INBOX: PageLink = { title: { en: 'Inbox', de: 'Benachrichtigungen' }, path: '/inbox' };
export const DOCS: PageLink = { title: { en: 'API', de: 'API' }, path: '/api/docs' };
