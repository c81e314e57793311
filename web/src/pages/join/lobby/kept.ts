/** The seat that this browser took in a lobby: whoever comes back by the code finds it. */
const name = (code: string) => `seat:${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`;

export function keptSeat(code: string): string | null {
  try {
    return sessionStorage.getItem(name(code));
  } catch {
    return null;
  }
}

export function keepSeat(code: string, place: string): void {
  try {
    sessionStorage.setItem(name(code), place);
  } catch {
    // A browser that keeps nothing has its link in the address.
  }
}
