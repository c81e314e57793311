import { type Connection, connect } from '../../connection.ts';

/** Connects to a circle by its id, as whoever is signed in here. */
export function connectCircle(base: string, circle: string): Connection<'circle'> {
  return connect({ base, session: circle, kind: 'circle' });
}
