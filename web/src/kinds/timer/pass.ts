/**
 * Passes the turn that is seen, and no other: a player, or somebody else who
 * steers, may have passed it in the same moment, and the next one keeps theirs.
 */
import type { Answer, CodeOf, CommandOptions, Connection, TimerView } from '@downbeat/client';

/** How often a turn that is still the same is tried to be passed. */
const TRIES_MAX = 3;
/** How long the view is waited for that a refusal was about. */
const VIEW_MS_MAX = 1_000;

export type Passed = Answer<CodeOf<'timer'>>;

/**
 * It is `stale` where another turn is on by now. What moved the timer on
 * otherwise, as a warning does, is no reason: it is asked for again.
 */
export async function pass(
  timer: Connection<'timer'>,
  args: { to?: string } = {},
  options: CommandOptions = {},
): Promise<Passed> {
  const seen = turnOf(timer.view);
  for (let tries = 1; ; tries += 1) {
    const { rev } = timer;
    const told = await timer.command('switch', args, { ...options, rev });
    if (told.ok || told.code !== 'stale' || tries === TRIES_MAX) return told;
    await another(timer, rev);
    if (turnOf(timer.view) !== seen) return told;
  }
}

/** One turn of somebody: of each of theirs there is one. */
function turnOf(view: TimerView | null): string {
  const active = view?.participants.find((one) => one.id === view.active);
  return active ? `${active.moves} ${active.id}` : '';
}

/** The refusal may be here before the view that explains it. */
function another(timer: Connection<'timer'>, rev: string): Promise<void> {
  return new Promise((done) => {
    let ignore = () => {};
    const end = () => {
      clearTimeout(limit);
      ignore();
      done();
    };
    const limit = setTimeout(end, VIEW_MS_MAX);
    ignore = timer.onView(() => timer.rev !== rev && end());
    // The listener is called at once with the view that there is.
    if (timer.rev !== rev) end();
  });
}
