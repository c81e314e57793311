/** What Twitch's helper script offers an extension's view, as far as ours ask for it. */
export type Auth = {
  channelId: string;
  /** A JWT, which is another one every while. */
  token: string;
  /** `U…` stays the same for a viewer, `A…` is another one each time. */
  userId: string;
};

export type Context = { theme?: 'light' | 'dark' };

type Segment = { content: string } | undefined;

export type TwitchExt = {
  onAuthorized(then: (auth: Auth) => void): void;
  onContext(then: (context: Context, changed: readonly string[]) => void): void;
  onVisibilityChanged(then: (isVisible: boolean, context?: Context) => void): void;
  listen(target: string, then: (target: string, type: string, message: string) => void): void;
  actions: { requestIdShare(): void };
  viewer: { isLinked: boolean; onChanged(then: () => void): void };
  configuration: {
    broadcaster: Segment;
    global: Segment;
    onChanged(then: () => void): void;
    set(segment: 'broadcaster', version: string, content: string): void;
  };
};

declare global {
  interface Window {
    Twitch?: { ext: TwitchExt };
  }
}
