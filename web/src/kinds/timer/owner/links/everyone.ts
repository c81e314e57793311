/** A link for each player: those that are there, and new ones for the others. */
import { makeLink, readLink } from '../api/links';
import type { Link, Seen } from '../api/model';

export type Ticket = { id: string; name: string; url: string };

/** A link of another role that names a player is not the player's. */
const isTicket = ({ role }: Link) => role === 'participant';

export function withoutLink(people: readonly Seen[], links: readonly Link[]): Seen[] {
  const has = new Set(links.filter(isTicket).map(({ participant }) => participant));
  return people.filter(({ id }) => !has.has(id));
}

/** One after the other: a server counts how often somebody asks. `told` hears of each. */
export async function ticketsOf(
  session: string,
  people: readonly Seen[],
  links: readonly Link[],
  told: (count: number) => void,
): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  for (const { id, name } of people) {
    const known = links.find((link) => isTicket(link) && link.participant === id);
    const { url } = known ? await readLink(known.id) : await makeLink(session, 'participant', id);
    tickets.push({ id, name, url });
    told(tickets.length);
  }
  return tickets;
}
