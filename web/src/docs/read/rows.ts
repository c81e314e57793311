import type { Named, Schema } from './openapi';
import { kindsOf, nameOf, resolve } from './resolve';

/** A schema as it is shown: fields one under the other, or some kinds to choose from. */
export type Shape =
  | { is: 'fields'; rows: Row[] }
  | { is: 'kinds'; kinds: { name: string; description: string; shape: Shape }[] }
  | { is: 'plain'; type: string; limits: string[] };

export type Row = {
  name: string;
  type: string;
  isRequired: boolean;
  isDeprecated: boolean;
  description: string;
  limits: string[];
  /** What is inside, where that is more than its type says. */
  inner: Shape | null;
};

/** Deeper things are named and not shown. */
const DEPTH_MAX = 6;

export function shapeOf(schema: Schema, named: Named, seen: readonly string[] = []): Shape {
  const found = resolve(schema, named);
  const name = nameOf(schema);
  const path = name ? [...seen, name] : seen;
  const type = typeOf(schema, named);
  const plain: Shape = { is: 'plain', type, limits: limitsOf(found) };
  if (path.length > DEPTH_MAX || (name && seen.includes(name))) return plain;
  if (found.items) {
    const inner = shapeOf(found.items, named, path);
    return inner.is === 'plain' ? plain : inner;
  }
  const kinds = kindsOf(found, named);
  const [only] = kinds;
  if (only && kinds.length === 1) return shapeOf(only.schema, named, path);
  if (kinds.length > 0) return { is: 'kinds', kinds: kinds.map((kind) => shownKind(kind)) };
  const fields = Object.entries(found.properties ?? {});
  if (fields.length > 0) return { is: 'fields', rows: fields.map((field) => rowOf(field)) };
  if (typeof found.additionalProperties === 'object') {
    const inner = shapeOf(found.additionalProperties, named, path);
    return inner.is === 'plain' ? plain : inner;
  }
  return plain;

  function shownKind({ name, schema }: { name: string; schema: Schema }) {
    const description = resolve(schema, named).description ?? '';
    return { name, description, shape: shapeOf(schema, named, path) };
  }

  function rowOf([name, field]: [string, Schema]): Row {
    const inner = shapeOf(field, named, path);
    const isRequired = found.required?.includes(name) ?? false;
    return {
      ...described(name, field, isRequired, named),
      inner: inner.is === 'plain' ? null : inner,
    };
  }
}

/** One field, parameter or header, without what is inside. */
export function described(name: string, schema: Schema, isRequired: boolean, named: Named): Row {
  const found = resolve(schema, named);
  return {
    name,
    type: typeOf(schema, named),
    isRequired,
    isDeprecated: found.deprecated ?? false,
    description: schema.description ?? found.description ?? '',
    limits: limitsOf(found),
    inner: null,
  };
}

/** A type in words: `string (uuid)`, `list of Round`. */
export function typeOf(schema: Schema, named: Named): string {
  const found = resolve(schema, named);
  const or = found.nullable ? ' or null' : '';
  if (found.items) return `list of ${typeOf(found.items, named)}${or}`;
  const kinds = kindsOf(found, named);
  const [only] = kinds;
  if (only)
    return (kinds.length === 1 ? typeOf(only.schema, named) : `one of ${kinds.length} kinds`) + or;
  if (typeof found.additionalProperties === 'object') {
    return `map to ${typeOf(found.additionalProperties, named)}${or}`;
  }
  if (found.type === undefined) return found.properties ? `object${or}` : 'anything';
  const isTold =
    found.format !== undefined && /^[a-z]/.test(found.format) && found.type === 'string';
  return (isTold ? `${found.type} (${found.format})` : found.type) + or;
}

/** What a value must keep to, in words. */
export function limitsOf(schema: Schema): string[] {
  const { enum: words, minLength, maxLength, minItems, maxItems, pattern } = schema;
  const { maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  // A count that is not negative goes without saying.
  const minimum = schema.minimum === 0 && maximum === undefined ? undefined : schema.minimum;
  const limits: string[] = [];
  const told = words?.map((word) => `\`${String(word)}\``) ?? [];
  if (told.length > 0) limits.push(`${told.length === 1 ? 'always' : 'one of'} ${told.join(', ')}`);
  if (exclusiveMinimum && minimum !== undefined) limits.push(`more than ${minimum}`);
  if (exclusiveMaximum && maximum !== undefined) limits.push(`less than ${maximum}`);
  limits.push(
    ...between(exclusiveMinimum ? undefined : minimum, exclusiveMaximum ? undefined : maximum),
  );
  limits.push(...between(minLength, maxLength, 'code point'));
  limits.push(...between(minItems, maxItems, 'item'));
  if (pattern !== undefined) limits.push(`matches \`${pattern}\``);
  if (schema.default !== undefined && schema.default !== null) {
    limits.push(`\`${JSON.stringify(schema.default)}\` if left out`);
  }
  return limits;
}

function between(least: number | undefined, most: number | undefined, unit = ''): string[] {
  const units = unit && ` ${unit}${(most ?? least) === 1 ? '' : 's'}`;
  if (least !== undefined && most !== undefined) {
    return [least === most ? `${least}${units}` : `${least} to ${most}${units}`];
  }
  if (least !== undefined) return [`at least ${least}${units}`];
  return most === undefined ? [] : [`at most ${most}${units}`];
}
