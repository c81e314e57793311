/** A content pack, as `GET /packs/{id}/{version}` has it: the server has checked it. */
export type Pack = {
  id: string;
  version: number;
  words: Record<string, string>;
  names: string[];
  rules: Rules;
  encounters: Encounter[];
  knacks: Knack[];
};

export const OUTCOMES = ['success', 'setback', 'hurt', 'lost'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const STATS = ['craft', 'grit', 'heart'] as const;
export type Stats = Record<(typeof STATS)[number], number>;

export type Encounter = Stats & {
  id: string;
  family: string;
  tags: string[];
  base_bp: number;
  harm_bp: number;
  worth: number;
  weight: number;
  from_difficulty: number;
  texts: Record<Outcome, string[]>;
};

export type Knack = {
  id: string;
  level: number;
  on: string;
  op: 'add' | 'mul';
  amount: number;
  scope: 'self' | 'team';
};

export type Rules = {
  difficulty_bp: number;
  hurt_bp: number;
  mate_bp: number;
  mates_max: number;
  team_add_max: number;
  mul_max: number;
  chance_min: number;
  chance_max: number;
  harm_difficulty_bp: number;
  harm_grit_bp: number;
  harm_min: number;
  harm_max: number;
  stat_max: number;
  ticks_min: number;
  ticks_span: number;
  goal_pct: [number, number, number];
  marks_max: number;
  variants: number;
  xp: Record<Outcome | 'completed', number>;
};
