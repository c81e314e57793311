import { exampleOf } from './example';
import type { Named, Schema, SecurityScheme } from './openapi';
import type { Operation } from './operations';

export type Server = { origin: string; named: Named; schemes: Record<string, SecurityScheme> };

/** A request as it is typed into a shell: all that it must have, and no more. */
export function curlOf(operation: Operation, { origin, named, schemes }: Server): string {
  const { method, parameters, body, security } = operation;
  const value = (name: string, schema: Schema = {}) => plain(exampleOf(schema, named, name));
  let path = operation.path;
  const query = new URLSearchParams();
  const lines: string[] = [];
  for (const { name, in: where, schema, required } of parameters) {
    if (where === 'path') path = path.replace(`{${name}}`, value(name, schema));
    if (where === 'query' && required) query.set(name, value(name, schema));
    if (where === 'header' && required)
      lines.push(`-H ${quoted(`${name}: ${value(name, schema)}`)}`);
  }
  const search = query.size > 0 ? `?${query}` : '';
  const verb = method === 'get' ? '' : ` -X ${method.toUpperCase()}`;
  lines.unshift(`curl${verb} ${quoted(origin + path + search)}`);
  lines.push(...keys());
  if (body) {
    lines.push(`-H ${quoted(`Content-Type: ${body.type}`)}`);
    const example = body.example ?? exampleOf(body.schema, named);
    lines.push(`-d ${quoted(JSON.stringify(example, null, 2))}`);
  }
  return lines.join(' \\\n  ');

  /** A token if it takes one: it needs no browser. */
  function keys(): string[] {
    const known = security.flatMap(({ scheme }) => schemes[scheme] ?? []);
    if (known.some(isBearer)) return ['-H "Authorization: Bearer $DOWNBEAT_TOKEN"'];
    const cookie = known.find((scheme) => scheme.in === 'cookie');
    if (cookie) {
      const lines = [`-b "${cookie.name}=$DOWNBEAT_COOKIE"`];
      if (method !== 'get') lines.push('-H "X-CSRF-Token: $DOWNBEAT_CSRF"');
      return lines;
    }
    const header = known.find((scheme) => scheme.in === 'header');
    return header ? [`-H "${header.name}: $DOWNBEAT_TOKEN"`] : [];
  }
}

export function isBearer({ type, scheme }: SecurityScheme): boolean {
  return type === 'http' && scheme?.toLowerCase() === 'bearer';
}

function plain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
