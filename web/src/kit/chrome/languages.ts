import { KEPT_AS } from '../language/language';
import { t } from './texts';

/** A button that has the page in the other language, and is named in that one. */
export function offerLanguages(button: HTMLElement): void {
  const { language, name } = t.other;
  button.textContent = name;
  button.lang = language;
  button.onclick = () => speak(language);
}

/** A page is read anew, so that all of it is in one language. */
function speak(language: string): void {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // A browser that keeps nothing goes by its own preference next time.
  }
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  history.replaceState(history.state, '', address);
  location.reload();
}
