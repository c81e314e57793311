import { get, post, remove } from '../../../../kit/api/client';
import type { ConfigGiven, Template } from './model';

const ROOT = '/api/v1/templates';
const A_PAGE = 100;

/** Those that timers are made from, newest first. */
export async function readTemplates(signal?: AbortSignal): Promise<Template[]> {
  const { items } = await get(ROOT, { query: { limit: A_PAGE } }, signal);
  return items.filter(({ kind, command }) => kind === 'timer' && !command);
}

export const makeTemplate = (name: string, config: ConfigGiven) =>
  post(ROOT, { body: { name, kind: 'timer', config } });

export const deleteTemplate = (id: string) => remove(`${ROOT}/{id}`, { path: { id } });
