/** Two saved at once: what differs, who changed it, and what becomes of it. */
import type { MeterConfig, Session } from '../api/model';
import { type Draft, differing, FIELDS, type Field, withFields } from './fields';

export type Keep = 'mine' | 'theirs';

export type Row = {
  field: Field;
  title: string;
  mine: string;
  theirs: string;
  /** Who changed it since it was read; where both did, only the person can say. */
  by: Keep | 'both';
};

/** `theirs` is what is saved now. */
export type Conflict = { theirs: Session; rows: Row[] };

export function conflictOf(base: MeterConfig, mine: Draft, theirs: Session): Conflict {
  const here = differing(base, mine);
  const there = differing(base, theirs.config);
  const rows = differing(mine, theirs.config).map((field): Row => {
    const isBoth = here.includes(field) && there.includes(field);
    return {
      field,
      title: FIELDS[field].title(),
      mine: FIELDS[field].said(mine),
      theirs: FIELDS[field].said(theirs.config),
      by: isBoth ? 'both' : here.includes(field) ? 'mine' : 'theirs',
    };
  });
  return { theirs, rows };
}

export type Choices = Partial<Record<Field, Keep>>;

/** Where one alone changed a field, that is offered; nothing is for what both changed. */
export function offered({ rows }: Conflict): Choices {
  return Object.fromEntries(rows.flatMap(({ field, by }) => (by === 'both' ? [] : [[field, by]])));
}

export function allOf({ rows }: Conflict, keep: Keep): Choices {
  return Object.fromEntries(rows.map(({ field }) => [field, keep]));
}

export function isDecided({ rows }: Conflict, choices: Choices): boolean {
  return rows.every(({ field }) => choices[field] !== undefined);
}

export function resolved({ theirs, rows }: Conflict, mine: Draft, choices: Choices): Draft {
  const kept = rows.map(({ field }) => field).filter((field) => choices[field] === 'mine');
  return withFields(theirs.config, mine, kept);
}
