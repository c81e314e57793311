/** What the API answers to a streamer's pages, as docs/openapi.json has it. */
import type { Colours, Display, MeterView, Side, Theme } from '../../meter/view';

export type { Me } from '../../me/me';
export type { Colours, Display, Side, Theme };

export type Choice = { trigger: string; label: string };

/** In the order of for and against by name, or of a round's choices. */
export type Counts = Record<Side, number> | number[];

export type LiveRound = {
  id: string;
  question: string;
  choices?: Choice[];
  started_ms: number;
  ends_ms?: number;
  interrupted?: true;
  counts: Counts;
};

export type View = MeterView & { round: LiveRound | null };

export type Model = 'decay' | 'window';

export type MeterConfig = {
  triggers: Record<Side, string[]>;
  labels: Record<Side, string>;
  model: Model;
  decay_per_s: number;
  weight: number;
  window_s: number;
  display: Display;
  theme: Theme;
  /** 0: no limit. */
  votes_per_min: number;
};

export type SessionSummary = {
  id: string;
  kind: string;
  config_version: number;
  created_ms: number;
  updated_ms: number;
};

export type Session = {
  id: string;
  kind: string;
  config: MeterConfig;
  config_version: number;
  rev: string | null;
  view: View | null;
};

export type LinkSummary = {
  id: string;
  role: string;
  participant: string | null;
  created_ms: number;
};

/** What opens an overlay: copied, never shown. */
export type Link = { id: string; token: string; url: string };

export type Round = {
  id: string;
  question: string;
  choices: Choice[] | null;
  labels: Record<Side, string>;
  state: 'running' | 'stopped';
  is_interrupted: boolean;
  started_ms: number;
  ends_ms: number | null;
  ended_ms: number | null;
  started_by: string;
  counts: Counts;
  votes: number;
  /** Approximate. */
  voters: number;
  /** The second with the most votes. */
  peak: { votes: number; at_ms: number } | null;
};

export type RoundDetail = Round & {
  /** `[second, n, n, …]`, seconds since the start, only those with votes. */
  series: number[][];
};

export type Activity = {
  is_active: boolean;
  overlays: number;
  votes_per_s: number;
  bucket_s: number;
  /** The last ten minutes, oldest first. */
  buckets: { at_ms: number; votes: number }[];
};

export type SubscriptionHealth = {
  health: 'healthy' | 'pending' | 'broken' | 'revoked' | 'off';
  detail: string;
  status: string | null;
  checked_ms: number | null;
};

export type ChatLine = { text: string; chatter: string };

export type ChatOutcome = {
  counted: number;
  no_match: number;
  duplicate: number;
  debounced: number;
  limited: number;
  inactive: number;
};

export const SCOPES = [
  'sessions:read',
  'sessions:write',
  'sessions:command',
  'links:write',
] as const;

export type Scope = (typeof SCOPES)[number];

export type ApiToken = {
  id: string;
  name: string;
  scopes: Scope[];
  created_ms: number;
  last_used_ms: number | null;
  expires_ms: number | null;
};

export type NewApiToken = ApiToken & { token: string };
