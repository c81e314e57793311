/** A camp's config as a form has it. */
import { bare } from '../../../../kit/words/text';
import type { CampConfig, Corner } from '../api/model';

export type Draft = {
  pack_id: string;
  /** Null is the newest. */
  pack_version: number | null;
  difficulties: number[];
  tick_s: number | null;
  party_max: number | null;
  out_max: number | null;
  rest_s: number | null;
  names: CampConfig['names'];
  /** One a line. */
  blocked: string;
  third_mark: CampConfig['third_mark'];
  after_outage: CampConfig['after_outage'];
  chat_word: string;
  hasSeason: boolean;
  title: string;
  days: number | null;
  corner: Corner;
  lines: number | null;
};

const SEASON = { title: '', days: 28 };

export function draftOf(config: CampConfig): Draft {
  const { pack, tick_ms, blocked_names, chat_word, season, ticker } = config;
  const { difficulties, party_max, out_max, rest_s, names, third_mark, after_outage } = config;
  return {
    pack_id: pack.id,
    pack_version: pack.version ?? null,
    difficulties: [...difficulties],
    tick_s: tick_ms / 1_000,
    party_max,
    out_max,
    rest_s,
    names,
    blocked: blocked_names.join('\n'),
    third_mark,
    after_outage,
    chat_word: chat_word ?? '',
    hasSeason: season !== null,
    title: season?.title ?? SEASON.title,
    days: season?.days ?? SEASON.days,
    corner: ticker.corner,
    lines: ticker.lines,
  };
}

/** What is sent. A number that is not there is 0, which no field takes: the server says so. */
export function configOf(draft: Draft): CampConfig {
  const { pack_id, pack_version, difficulties, names, third_mark, after_outage } = draft;
  const blocked = draft.blocked.split('\n').map(bare).filter(Boolean);
  return {
    pack: { id: bare(pack_id), ...(pack_version !== null && { version: pack_version }) },
    difficulties: difficulties.toSorted(),
    tick_ms: Math.round((draft.tick_s ?? 0) * 1_000),
    party_max: draft.party_max ?? 0,
    out_max: draft.out_max ?? 0,
    rest_s: draft.rest_s ?? 0,
    names,
    blocked_names: [...new Set(blocked)],
    third_mark,
    after_outage,
    chat_word: bare(draft.chat_word) || null,
    season: draft.hasSeason ? { title: bare(draft.title), days: draft.days ?? 0 } : null,
    ticker: { corner: draft.corner, lines: draft.lines ?? 0 },
  };
}
