/**
 * Keeps the screen on while it is wanted, where the browser can. A browser takes
 * it back whenever the page is out of sight, so it is asked again.
 */
export class Awake {
  private lock: WakeLockSentinel | null = null;
  private isWanted = false;
  private readonly seen = () => void this.hold();

  constructor() {
    document.addEventListener('visibilitychange', this.seen);
  }

  want(isWanted: boolean): void {
    if (this.isWanted === isWanted) return;
    this.isWanted = isWanted;
    void this.hold();
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.seen);
    this.want(false);
  }

  private async hold(): Promise<void> {
    if (!this.isWanted) {
      await this.lock?.release();
      this.lock = null;
    } else if (document.visibilityState === 'visible' && (!this.lock || this.lock.released)) {
      // Without it the phone's own setting decides; a battery that is low is a reason.
      this.lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    }
  }
}
