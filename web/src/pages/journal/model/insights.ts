/** What a month or a year of a journal tells, as its door answers it. */
import type { Schemas } from '../../../kit/api/document';
import { read } from '../../../kit/api/read';

export const SPANS = ['month', 'year'] as const;

export type Span = (typeof SPANS)[number];
export type Figure = Schemas['MoodFigure'];
export type TagMoods = Schemas['TagMoods'];
export type Insights = Schemas['JournalInsights'];

export function insights(span: Span): Promise<Insights> {
  return read('/api/v1/journal/insights', { query: { span } });
}
