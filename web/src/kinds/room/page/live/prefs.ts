/** What each person has their own way, kept on this device. */
export type Prefs = {
  volume: number;
  isMuted: boolean;
  /** For loudspeakers that are late. */
  offset_ms: number;
  /** Of tracks: a language, or none. */
  language: string | null;
  /** In per cent. */
  textSize: number;
  textDelay_ms: number;
  isTheatre: boolean;
};

const KEPT_AS = 'room-prefs';

const FIRST: Prefs = {
  volume: 1,
  isMuted: false,
  offset_ms: 0,
  language: null,
  textSize: 100,
  textDelay_ms: 0,
  isTheatre: false,
};

export const kept = {
  read(): Prefs {
    try {
      const read: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}');
      return isPrefs(read) ? { ...FIRST, ...read } : { ...FIRST };
    } catch {
      return { ...FIRST };
    }
  },
  write(prefs: Prefs): void {
    try {
      localStorage.setItem(KEPT_AS, JSON.stringify(prefs));
    } catch {
      // A browser that keeps nothing begins as all do.
    }
  },
};

/** What another release kept may be anything: only what has the right type is taken. */
function isPrefs(read: unknown): read is Partial<Prefs> {
  if (typeof read !== 'object' || read === null) return false;
  return Object.entries(read).every(([name, value]) => {
    const first = (FIRST as Record<string, unknown>)[name];
    return first === null
      ? value === null || typeof value === 'string'
      : typeof value === typeof first;
  });
}
