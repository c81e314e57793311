/** What docs/openapi.json says of kinds, as types. */
import type { components, operations, paths } from '../../src/kit/api/schema.ts';

export type Schemas = components['schemas'];

/** The arguments of a kind's commands, by their names. */
export type CommandsOf<Kind extends string> = {
  [P in keyof paths as Told<Kind, P>]: Body<Asking<Kind, Told<Kind, P>>>;
};

/** The command that a path is for, if it is one of the kind. */
type Told<Kind extends string, P> = P extends `/api/v1/sessions/{id}/commands/${infer Name}`
  ? `${Kind}_${Name}` extends keyof operations
    ? Name
    : never
  : never;

type Asking<Kind extends string, Name extends string> = operations[`${Kind}_${Name}` &
  keyof operations];

type Body<Operation> = Operation extends { requestBody?: infer Given }
  ? NonNullable<Given> extends { content: { 'application/json; charset=utf-8': infer Args } }
    ? Args
    : never
  : never;
