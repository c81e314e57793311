/** What a kind of session brings to the pages. All but its `index.ts` are scripts of their own. */
import type { Connection, Kind, Watch } from '@downbeat/client';
import type { Component } from 'svelte';
import type { Language } from '../kit/language/language';
import type { Sign } from '../kit/live/sign';
import type { Strip } from '../pages/join/strip';

/** What every signed-in page knows of a kind, without its pages: a kind's `index.ts`. */
export type KindIndex = {
  /** Where its pages are: this address, and those below it. */
  root: string;
  /** What the bar of the product calls them. */
  title: Said;
  /** What it is, to whoever has never seen one, and the way there: a card of the start page. */
  door: { text: Said; go: Said };
  /** Their views, offered below the bar where there are several. */
  links: readonly [PageLink, ...PageLink[]];
  /** Where the pages of its audience are, if it has such: these addresses, and those below. */
  play?: readonly string[];
  /** Pages that make one without an account, the one that is offered first. */
  free?: readonly [PageLink, ...PageLink[]];
};

/** A word that every page knows, in all languages. */
export type Said = Readonly<Record<Language, string>>;

export type PageLink = { title: Said; path: string };

/** The pages of whoever made sessions of a kind. */
export type Owner = Component<{
  /** Null while another part of the page is shown, as the account. */
  path: string | null;
  /** How the connection to the session is that is shown, if there is one. */
  onsign: (sign: Sign | undefined) => void;
}>;

/** What a kind has to say on the page of somebody's account. */
export type AccountPart = Component;

/** What somebody in an audience sees, whether they made a session or not. */
export type Play = Component<{ path: string }>;

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
  /** Keeps it as it is for a time without a network, under these words. */
  keeps: (title: string) => void;
};

export interface Stage {
  /** The socket is over. Whether what is shown stays, and needs no word on why. */
  end(code: number): boolean;
}
