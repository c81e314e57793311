/** Pages that say one thing, in the reader's language. */
import { offerLanguages } from '../../kit/chrome/languages';
import { offerThemes } from '../../kit/chrome/theme';
import { insist } from '../../kit/insist';
import { ready } from '../../kit/language/texts';
import { write } from '../written';
import { t } from './texts';

for (const button of document.querySelectorAll<HTMLElement>('#language')) offerLanguages(button);
for (const button of document.querySelectorAll<HTMLElement>('#theme')) offerThemes(button);
void insist(ready).then(() => write(t));
