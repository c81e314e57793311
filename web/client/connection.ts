import { type Address, socketUrl, subprotocols } from './address.ts';
import type { Answer } from './answer.ts';
import type { ArgsOf, CommandOf, Kind, Kinds } from './kinds/kinds.ts';
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
}

/** Connects to a session, for as long as nobody closes it. */
export function connect<K extends Kind>(options: ConnectOptions<K>): Connection<K> {
  const box = outbox((said) => watch.connection.is === 'live' && send(said));
  const { watch, send } = wired({ ...options, url: socketUrl(options) }, subprotocols(options), {
    hear: box.hear,
    turned(state) {
      if (state.is === 'live') box.sendAgain();
      if (state.is === 'over') box.end();
    },
  });
  const command = (name: string, args: Given = {}, options: CommandOptions = {}) =>
    box.ask(name, args, options);
  return Object.assign(watch, { command });
}
