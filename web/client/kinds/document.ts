/** What docs/openapi.json says of kinds, as types. */
import type { components } from '../../src/kit/api/schema.ts';

export type Schemas = components['schemas'];

/**
 * The arguments of commands by their names, from the schema of all that one kind has:
 * another kind's command of the same name is no part of it.
 */
export type CommandsOf<Command extends { command: string }> = {
  [One in Command as One['command']]: Arguments<One>;
};

type Arguments<One> = keyof Omit<One, 'command'> extends never
  ? Record<string, never>
  : Omit<One, 'command'>;
