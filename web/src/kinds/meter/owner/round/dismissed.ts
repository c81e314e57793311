/** The result that was put aside last in this browser. */
const KEPT_AS = 'meter-result';

export function isDismissed(round: string): boolean {
  try {
    return localStorage.getItem(KEPT_AS) === round;
  } catch {
    return false;
  }
}

/** Where the browser keeps nothing it is shown again the next time. */
export function dismiss(round: string): void {
  try {
    localStorage.setItem(KEPT_AS, round);
  } catch {}
}
