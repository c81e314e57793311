/** Questions that are saved for later: templates of the command that asks them. */
import { get, post, remove } from '../../../../kit/api/client';
import type { Schemas } from '../../../../kit/api/document';
import type { StartRound } from './commands';

const ROOT = '/api/v1/templates';
const A_PAGE = 100;
const KIND = 'meter';
const COMMAND = 'start_round';

export type SavedQuestion = Pick<Schemas['Template'], 'id' | 'name'> & { asked: StartRound };

/** Newest first. */
export async function readQuestions(signal?: AbortSignal): Promise<SavedQuestion[]> {
  const { items } = await get(ROOT, { query: { limit: A_PAGE } }, signal);
  return items
    .filter(({ kind, command }) => kind === KIND && command === COMMAND)
    .map(({ id, name, config }) => ({ id, name, asked: config as StartRound }));
}

export const saveQuestion = (name: string, asked: StartRound) =>
  post(ROOT, { body: { kind: KIND, name, command: COMMAND, config: asked } });

export const forgetQuestion = (id: string) => remove(`${ROOT}/{id}`, { path: { id } });
