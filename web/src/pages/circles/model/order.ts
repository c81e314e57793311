/**
 * What waits for those who keep order in a circle, or for the house, and what people say
 * against what was decided about them.
 */
import { get, post } from '../../../kit/api/client';
import type { Schemas } from '../../../kit/api/document';
import { read } from '../../../kit/api/read';

export type Act = Schemas['DecisionAct'];
export type Case = Schemas['CircleCase'];
export type Decided = Schemas['CircleDecision'];
/** What somebody says against a decision, as those see it who decide about that. */
export type Appeal = Schemas['CircleAppeal'];
export type Queue = Schemas['CircleQueue'];
export type Verdict = Schemas['AppealAct'];
/** What was decided about whoever looks. */
export type OwnDecision = Schemas['OwnDecision'];
export type OwnDecisions = Schemas['OwnDecisions'];
export type HouseCircle = Schemas['HouseCircle'];
export type HouseQueue = Schemas['HouseQueue'];
export type DecisionBody = Schemas['DecisionBody'];

export const APPEAL_CHARS_MAX = 1_000;

export function readQueue(id: string, cursor: string | null, signal?: AbortSignal): Promise<Queue> {
  return read('/api/v1/circles/{id}/queue', { path: { id }, query: { cursor } }, signal);
}

export function claim(id: string, item: string): Promise<Queue> {
  return post('/api/v1/circles/{id}/queue/{case}/claim', { path: { id, case: item } });
}

export function decide(id: string, item: string, body: DecisionBody): Promise<Queue> {
  return post('/api/v1/circles/{id}/queue/{case}/decide', { path: { id, case: item }, body });
}

export function judge(
  id: string,
  appeal: string,
  act: Verdict,
  reason: string | null,
): Promise<Queue> {
  const [path, body] = [
    { id, appeal },
    { act, reason },
  ];
  return post('/api/v1/circles/{id}/appeals/{appeal}/decide', { path, body });
}

export function readDecisions(cursor: string | null): Promise<OwnDecisions> {
  return read('/api/v1/me/decisions', { query: { cursor } });
}

export function appealAgainst(decision: string, text: string): Promise<OwnDecision> {
  return post('/api/v1/appeals', { body: { decision, text } });
}

export function readHouse(cursor: string | null, signal?: AbortSignal): Promise<HouseQueue> {
  return get('/api/v1/admin/circle-cases', { query: { cursor } }, signal);
}

export function decideInHouse(item: string, body: DecisionBody): Promise<HouseQueue> {
  return post('/api/v1/admin/circle-cases/{case}/decide', { path: { case: item }, body });
}

/** Who said something without their name: whoever asks is on record with the reason. */
export function authorOf(id: string, reason: string): Promise<Schemas['CircleAuthor']> {
  return post('/api/v1/admin/circle-messages/{id}/author', { path: { id }, body: { reason } });
}

export function judgeInHouse(
  appeal: string,
  act: Verdict,
  reason: string | null,
): Promise<HouseQueue> {
  const [path, body] = [{ appeal }, { act, reason }];
  return post('/api/v1/admin/circle-appeals/{appeal}/decide', { path, body });
}
