/** Whoever looks at a view of the extension, as Twitch's helper tells of them. */
import { entersBy } from '../../../kit/api/client';
import { standsAt } from '../play/address';
import { serverOf } from './server';
import type { Auth, Context, TwitchExt } from './twitch';

export class Viewer {
  /** Null until Twitch has said who looks, and where. */
  auth = $state.raw<Auth | null>(null);
  /** Null while there is none, `undefined` until that is known. */
  server = $state<string | null>();
  isVisible = $state(true);
  isLinked = $state(false);

  constructor(readonly ext: TwitchExt) {
    ext.onContext((context) => wear(context));
    ext.onVisibilityChanged((isVisible, context) => {
      this.isVisible = isVisible;
      if (context) wear(context);
    });
    ext.configuration.onChanged(() => {
      this.server = serverOf(ext.configuration);
      this.#enter();
    });
    ext.viewer.onChanged(() => {
      this.isLinked = ext.viewer.isLinked;
    });
    ext.onAuthorized((auth) => {
      this.auth = auth;
      this.isLinked = ext.viewer.isLinked;
      this.server ??= serverOf(ext.configuration) ?? undefined;
      this.#enter();
    });
  }

  /** Whether anything is kept of them. */
  get isKept(): boolean {
    return this.auth?.userId.startsWith('U') ?? false;
  }

  /** The streamer chose another server. */
  moveTo(server: string): void {
    this.server = server;
    this.#enter();
  }

  #enter(): void {
    if (!this.auth || !this.server) return;
    standsAt(this.server);
    entersBy({ base: this.server, token: this.auth.token });
  }
}

function wear({ theme }: Context): void {
  if (theme) document.documentElement.dataset.theme = theme;
}
