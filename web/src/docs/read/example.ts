import type { Named, Schema } from './openapi';
import { kindsOf, nameOf, resolve } from './resolve';

/** Deeper things, and those that hold themselves, end in null. */
const DEPTH_MAX = 8;

/** A value as the schema has it: the document's own examples first, then likely ones. */
export function exampleOf(schema: Schema, named: Named, field = '', seen: string[] = []): unknown {
  const found = resolve(schema, named);
  const name = nameOf(schema);
  if (found.example !== undefined) return found.example;
  if (found.default !== undefined && found.default !== null) return found.default;
  if (found.enum) return found.enum[0];
  if (seen.length > DEPTH_MAX || (name !== undefined && seen.includes(name))) return null;
  const path = [...seen, name ?? ''];
  const [kind] = kindsOf(found, named);
  if (kind) return exampleOf(kind.schema, named, field, path);
  if (found.items) {
    const items = found.items;
    const one = exampleOf(items, named, field.replace(/s$/, ''), path);
    return one === null && resolve(items, named).type === 'object' ? [] : [one];
  }
  if (found.properties) {
    const fields = Object.entries(found.properties);
    return Object.fromEntries(
      fields.map(([name, inner]) => [name, exampleOf(inner, named, name, path)]),
    );
  }
  if (typeof found.additionalProperties === 'object') {
    return { key: exampleOf(found.additionalProperties, named, '', path) };
  }
  return plainOf(found, field);
}

const AN_ID = '0197f3c2-5b1e-7c40-9a6d-2f8e41d07b35';
const A_TIME_MS = 1_767_225_600_000;

function plainOf({ type, format, minimum, maximum, maxLength }: Schema, field: string): unknown {
  const within = (value: number) => Math.min(maximum ?? value, Math.max(minimum ?? value, value));
  switch (type) {
    case 'string':
      if (format === 'uuid') return AN_ID;
      if (format === 'date-time') return new Date(A_TIME_MS).toISOString();
      return (TEXTS[field] ?? 'text').slice(0, maxLength);
    case 'integer':
      if (field.endsWith('_ms') && maximum === undefined) return A_TIME_MS;
      return within(1);
    case 'number':
      return within(0.5);
    case 'boolean':
      return true;
    default:
      return {};
  }
}

/** Fields whose names say what they hold. */
const TEXTS: Record<string, string> = {
  cursor: AN_ID,
  next: AN_ID,
  url: 'https://downbeat.example/overlay/…',
  question: 'Jump the gap?',
  label: 'Left door',
  trigger: 'left',
  for: 'Yes',
  against: 'No',
  text: 'yes',
  rev: '1-42',
  'If-Match': '"3"',
};
