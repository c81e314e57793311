/** Whether views re-read: not while paused, nor while nobody looks. */
class Attention {
  isPaused = $state(false);
  isVisible = $state(!document.hidden);

  constructor() {
    document.addEventListener('visibilitychange', () => {
      this.isVisible = !document.hidden;
    });
  }

  get isLive(): boolean {
    return !this.isPaused && this.isVisible;
  }
}

export const attention = new Attention();
