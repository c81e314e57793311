/** How the line to a session is, as a page says it. */
export type Sign = 'opening' | 'live' | 'lost';
