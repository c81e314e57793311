import { type Address, socketUrl, subprotocols } from './address.ts';
import type { Answer, SaidAnswer } from './answer.ts';
import type {
  ArgsOf,
  CommandOf,
  Kind,
  Kinds,
  NoticeOf,
  SaidArgsOf,
  SaidOf,
  SayingOf,
} from './kinds/kinds.ts';
import { type CommandOptions, type Given, outbox } from './outbox.ts';
import { type Watch, type WatchOptions, wired } from './watch.ts';

export type ConnectOptions<K extends Kind> = Address & Omit<WatchOptions<K>, 'url'>;

/** Why a command of a kind was not accepted. */
export type CodeOf<K extends Kind> = Kinds[K]['rejections'];

/** Arguments may be left out where all of them may. */
type Rest<Args extends object> =
  Record<never, never> extends Args
    ? [args?: Given<Args>, options?: CommandOptions]
    : [args: Given<Args>, options?: CommandOptions];

/** A session that is watched and asked. */
export interface Connection<K extends Kind> extends Watch<K> {
  /**
   * Asks for something. While the connection is lost it waits, and what was not
   * answered is sent again under the same id: the server does it once.
   */
  command<Name extends CommandOf<K>>(
    name: Name,
    ...rest: Rest<ArgsOf<K, Name>>
  ): Promise<Answer<CodeOf<K>>>;
  /** Says something that changes no state. It is sent again, as a command is. */
  say<Name extends SayingOf<K>>(
    name: Name,
    args: SaidArgsOf<K, Name>,
  ): Promise<SaidAnswer<CodeOf<K>>>;
  /** Calls with what others say. Returns what ends it. */
  onSaid(listener: (said: SaidOf<K>) => void): () => void;
  /** Calls with what is told to this seat alone. Returns what ends it. */
  onNotice(listener: (code: NoticeOf<K>) => void): () => void;
}

/** Connects to a session, for as long as nobody closes it. */
export function connect<K extends Kind>(options: ConnectOptions<K>): Connection<K> {
  const saidListeners = new Set<(said: SaidOf<K>) => void>();
  const noticeListeners = new Set<(code: NoticeOf<K>) => void>();
  const box = outbox((said) => watch.connection.is === 'live' && send(said));
  const { watch, send } = wired({ ...options, url: socketUrl(options) }, subprotocols(options), {
    hear(says) {
      if (says.type === 'said') for (const listener of saidListeners) listener(says as SaidOf<K>);
      else if (says.type === 'notice') {
        for (const listener of noticeListeners) listener(says.code as NoticeOf<K>);
      } else box.hear(says);
    },
    turned(state) {
      if (state.is === 'live') box.sendAgain();
      if (state.is === 'over') box.end();
    },
  });
  const command = (name: string, args: Given = {}, options: CommandOptions = {}) =>
    box.ask(name, args, options);
  const heed = <Of>(listeners: Set<Of>, listener: Of) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return Object.assign(watch, {
    command,
    say: box.say,
    onSaid: (listener: (said: SaidOf<K>) => void) => heed(saidListeners, listener),
    onNotice: (listener: (code: NoticeOf<K>) => void) => heed(noticeListeners, listener),
  });
}
