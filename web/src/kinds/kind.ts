/** What a kind of session brings to the pages. All but its `index.ts` are scripts of their own. */
import type { Connection, Kind, Watch } from '@downbeat/client';
import type { Component } from 'svelte';
import type { Sign } from '../kit/live/sign';
import type { Strip } from '../pages/join/strip';

/** What every signed-in page knows of a kind, without its pages: a kind's `index.ts`. */
export type KindIndex = {
  /** Where its pages are: this address, and those below it. */
  root: string;
  /** What the header offers of them, the first for whoever is elsewhere. */
  links: readonly [PageLink, ...PageLink[]];
};

export type PageLink = { title: string; path: string };

/** The pages of whoever made sessions of a kind. */
export type Owner = Component<{
  /** Null while another part of the page is shown, as the account. */
  path: string | null;
  /** How the connection to the session is that is shown, if there is one. */
  onsign: (sign: Sign | undefined) => void;
}>;

/** What a kind has to say on the page of somebody's account. */
export type AccountPart = Component;

/** Paints a session on somebody's stream. `asked`: how the page's address wants it. */
export type Overlay<K extends Kind> = (
  root: HTMLElement,
  session: Watch<K>,
  asked: URLSearchParams,
) => void;

/** Shows a session to whoever opens a link to it, by the link's role. */
export type Join<K extends Kind> = (page: JoinPage<K>) => Stage;

export type JoinPage<K extends Kind> = {
  root: HTMLElement;
  session: Connection<K>;
  strip: Strip;
};

export interface Stage {
  /** The socket is over. Whether what is shown stays, and needs no word on why. */
  end(code: number): boolean;
}
