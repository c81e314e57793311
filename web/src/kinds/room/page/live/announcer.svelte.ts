/** Says who did what: as lines of the chat, and aloud, but not more often than one can hear. */
import { toasts } from '../../../../kit/toasts/toasts.svelte';
import { t } from '../texts';
import { activityText } from '../words/activity';
import { startsText } from '../words/when';
import { happened } from './activity';
import type { Chat } from './chat.svelte';
import type { Live } from './live.svelte';

const ALOUD_EVERY_MS = 3_000;
const ALOUD_MOST = 3;

export class Announcer {
  aloud = $state('');
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saidMs = Number.NEGATIVE_INFINITY;
  readonly #ignore: () => void;

  /** `remindedMs`: of which planned time people are reminded now, if that is known. */
  constructor(live: Live, chat: Chat, remindedMs: () => number | null) {
    this.#ignore = live.onView((after, before) => {
      if (!before) return;
      for (const activity of happened(before, after)) {
        chat.note(activity);
        this.#say(activityText(activity));
      }
    });
    live.session.onNotice((code) => {
      const isReminder = code === 'reminder';
      toasts.say(isReminder ? startsText(remindedMs(), live.now()) : t.notices[code]);
    });
    live.session.onSaid((said) => {
      if (said.name !== 'line' || said.seat === live.seat) return;
      const isForMe = said.body.mentions?.includes(live.seat) ?? false;
      if (isForMe) this.#say(`${live.nameOf(said.seat)}: ${said.body.text}`);
    });
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#ignore();
  }

  #say(text: string): void {
    this.#waiting = [...this.#waiting, text].slice(-ALOUD_MOST);
    clearTimeout(this.#timer);
    const waitMs = Math.max(0, this.#saidMs + ALOUD_EVERY_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#saidMs = performance.now();
      this.aloud = this.#waiting.join('. ');
      this.#waiting = [];
    }, waitMs);
  }
}
