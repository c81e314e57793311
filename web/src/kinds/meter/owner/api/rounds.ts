import { addressOf, get, remove } from '../../../../kit/api/client';
import type { Schemas } from '../../../../kit/api/document';

const ROUNDS_A_PAGE = 20;
const PATH = '/api/v1/sessions/{id}/rounds';

export const readRounds = (id: string, cursor: string | null, signal?: AbortSignal) =>
  get(PATH, { path: { id }, query: { cursor, limit: ROUNDS_A_PAGE } }, signal);

export const readRound = (id: string, round: string, signal?: AbortSignal) =>
  get(`${PATH}/{round}`, { path: { id, round } }, signal);

export const deleteRound = (id: string, round: string) =>
  remove(`${PATH}/{round}`, { path: { id, round } });

export const exportOf = (id: string, round: string, format: Schemas['Format']) =>
  addressOf(`${PATH}/{round}/export`, { path: { id, round }, query: { format, bom: '1' } });
