/**
 * Pages whose words are in their HTML: in English from the build (scripts/written.ts),
 * in another language once their script is there.
 */
import { language } from '../kit/language/language';

type Texts = { readonly [name: string]: unknown };

export function write(texts: object): void {
  if (language === 'en') return;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = said(texts, element.dataset.text);
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) {
    element.ariaLabel = said(texts, element.dataset.label);
  }
  for (const element of document.querySelectorAll<HTMLElement>(`[data-${language}]`)) {
    element.textContent = element.dataset[language] ?? '';
  }
  document.documentElement.dataset.written = '';
}

function said(texts: object, path = ''): string {
  return String(path.split('.').reduce<unknown>((part, name) => (part as Texts)[name], texts));
}
