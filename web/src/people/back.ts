/**
 * Where somebody was when they went to sign in. Signing in ends on the dashboard,
 * which goes on to there: nothing of an address is sent along.
 */
const KEPT_AS = 'back';
/** Whoever did not come back by then looks for something else. */
const GOOD_MS = 10 * 60_000;

export function comeBackHere(now_ms = Date.now()): void {
  try {
    const { pathname, search } = location;
    sessionStorage.setItem(KEPT_AS, JSON.stringify({ to: pathname + search, now_ms }));
  } catch {
    // A tab that keeps nothing comes back to the dashboard.
  }
}

/** Told once. */
export function takeBack(now_ms = Date.now()): string | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? 'null');
    sessionStorage.removeItem(KEPT_AS);
    return kept !== null && now_ms - kept.now_ms < GOOD_MS ? kept.to : null;
  } catch {
    return null;
  }
}
