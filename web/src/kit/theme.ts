/** Dark and light: by preference, until the switch is touched. */
type Theme = 'dark' | 'light';

const page = document.documentElement;

export function offerThemes(button: HTMLElement): void {
  const kept = read();
  if (kept === 'dark' || kept === 'light') page.dataset.theme = kept;
  const preference = matchMedia('(prefers-color-scheme: dark)');
  const now = (): Theme => {
    const { theme } = page.dataset;
    if (theme === 'dark' || theme === 'light') return theme;
    return preference.matches ? 'dark' : 'light';
  };
  const name = () => {
    button.textContent = now() === 'dark' ? 'Light' : 'Dark';
    button.ariaLabel = now() === 'dark' ? 'Light colours' : 'Dark colours';
  };
  preference.onchange = name;
  button.onclick = () => {
    page.dataset.theme = now() === 'dark' ? 'light' : 'dark';
    keep(page.dataset.theme);
    name();
  };
  name();
}

// A browser that keeps nothing goes by its own preference next time.

function read(): string | null {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem('theme', theme);
  } catch {}
}
