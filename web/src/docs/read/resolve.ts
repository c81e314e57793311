import type { Named, Schema } from './openapi';

/** References that lead to references: a document of ours has two in a row at most. */
const HOPS_MAX = 8;

/** A schema with nothing to look up any more: references followed, `allOf` put together. */
export function resolve(schema: Schema, named: Named, hops = 0): Schema {
  if (hops > HOPS_MAX) return {};
  if (schema.$ref !== undefined) return resolve(named[nameOf(schema) ?? ''] ?? {}, named, hops + 1);
  if (!schema.allOf) return schema;
  const { allOf, ...own } = schema;
  return allOf.map((part) => resolve(part, named, hops + 1)).reduce(merged, own);
}

/** What a reference is called. */
export function nameOf(schema: Schema): string | undefined {
  return schema.$ref?.split('/').at(-1);
}

/** The schemas of which it is one, each with a word for it. */
export function kindsOf(schema: Schema, named: Named): { name: string; schema: Schema }[] {
  const { discriminator } = schema;
  return (schema.oneOf ?? schema.anyOf ?? []).map((kind, at) => {
    const ref = kind.$ref ?? '';
    const mapped = Object.entries(discriminator?.mapping ?? {}).find(([, to]) => to === ref)?.[0];
    const told = discriminator && resolve(kind, named).properties?.[discriminator.propertyName];
    const only = told?.enum?.length === 1 ? String(told.enum[0]) : undefined;
    const name = only ?? mapped ?? kind.title ?? nameOf(kind) ?? kind.type ?? `Kind ${at + 1}`;
    return { name, schema: kind };
  });
}

function merged(all: Schema, part: Schema): Schema {
  return {
    ...all,
    ...part,
    ...((part.description ?? all.description) && {
      description: all.description ?? part.description,
    }),
    required: [...(all.required ?? []), ...(part.required ?? [])],
    properties: { ...all.properties, ...part.properties },
  } as Schema;
}
