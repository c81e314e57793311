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

/** The schemas of which it is one, each with a word for it and with what they have in common. */
export function kindsOf(schema: Schema, named: Named): { name: string; schema: Schema }[] {
  const { oneOf, anyOf, discriminator, description: _, nullable: __, ...common } = schema;
  const kinds = oneOf ?? anyOf ?? [];
  return kinds.map((kind, at) => {
    const mapped = Object.entries(discriminator?.mapping ?? {}).find(([, to]) => to === kind.$ref);
    const name = wordFor(kind, named) ?? mapped?.[0] ?? nameOf(kind) ?? kind.title;
    return {
      name: name ?? kind.type ?? `Kind ${at + 1}`,
      schema: common.properties ? { allOf: [kind, common] } : kind,
    };
  });
}

/** What tells it from the other kinds: a field that has one value only. */
function wordFor(kind: Schema, named: Named): string | undefined {
  const fields = Object.values(resolve(kind, named).properties ?? {});
  const word = fields.find((field) => field.enum?.length === 1)?.enum?.[0];
  return word === undefined ? undefined : String(word);
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
