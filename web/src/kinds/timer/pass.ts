/**
 * Passes the turn that is seen, and no other: a player, or somebody else who
 * steers, may have passed it in the same moment, and the next one keeps theirs.
 */
import type { Answer, CodeOf, CommandOptions, Connection, TapCode } from '@downbeat/client';

/** How long the view is waited for that a refusal was about. */
const VIEW_MS_MAX = 1_000;

export type Passed = Answer<TapCode | CodeOf<'timer'>>;

/**
 * It says which turn it saw, and when: one that is long on its way is `late`. It
 * is `overtaken` where another turn is on by now.
 */
export async function pass(
  timer: Connection<'timer'>,
  args: { to?: string } = {},
  options: CommandOptions = {},
): Promise<Passed> {
  const turn = timer.view?.turn ?? 0;
  const at_ms = Math.round(timer.serverNow());
  const told = await timer.command('switch', { ...args, turn, at_ms }, options);
  if (told.ok || told.code !== 'late') return told;
  const isOver = await another(timer, turn);
  return isOver ? { ...told, code: 'overtaken' } : told;
}

/** The refusal may be here before the view that explains it. */
function another(timer: Connection<'timer'>, turn: number): Promise<boolean> {
  return new Promise((done) => {
    let ignore = () => {};
    const end = (isOver: boolean) => {
      clearTimeout(limit);
      ignore();
      done(isOver);
    };
    const limit = setTimeout(() => end(false), VIEW_MS_MAX);
    const isOver = () => timer.view?.turn !== turn;
    ignore = timer.onView(() => isOver() && end(true));
    // The listener is called at once with the view that there is.
    if (isOver()) end(true);
  });
}
