/** What a kind of session brings to the pages, each part a script of its own. */
import type { Connection, Kind, Watch } from '@downbeat/client';
import type { Strip } from '../pages/join/strip';

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
