import {
  type Document,
  METHODS,
  type Method,
  type Parameter,
  type RawOperation,
  type RawResponse,
  type Schema,
} from './openapi';

export type Operation = {
  /** Its anchor. */
  id: string;
  method: Method;
  path: string;
  summary: string;
  description: string;
  isDeprecated: boolean;
  parameters: Parameter[];
  body: Body | null;
  responses: Answer[];
  /** Any one of these opens it; none means that it is open. */
  security: Key[];
};

export type Body = {
  type: string;
  schema: Schema;
  /** As the document writes it. */
  example?: unknown;
  isRequired: boolean;
  description: string;
};
export type Answer = { status: string; description: string; body: Body | null; headers: Header[] };
export type Header = { name: string; description: string; schema: Schema };
export type Key = { scheme: string; scopes: string[] };
export type Group = { name: string; description: string; operations: Operation[] };

const BASE = '/api/v1/';

/** The operations in the document's order, by tag, or else by where they stand. */
export function groupsOf(document: Document): Group[] {
  const groups = new Map<string, Group>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const raw = item[method];
      if (!raw) continue;
      const name = raw.tags?.[0] ?? placeOf(path);
      const tag = document.tags?.find((tag) => tag.name === name);
      const group = groups.get(name) ?? {
        name,
        description: tag?.description ?? '',
        operations: [],
      };
      group.operations.push(operationOf(method, path, raw));
      groups.set(name, group);
    }
  }
  // What everybody may use comes first, then what is for staff.
  return [...groups.values()].sort((a, b) => Number(isOfHouse(a)) - Number(isOfHouse(b)));
}

function isOfHouse({ operations }: Group): boolean {
  return operations.every(({ path }) => path.startsWith(`${BASE}admin/`));
}

/** `/api/v1/sessions/{id}` is of "Sessions", `/api/v1/admin/jobs` of "Admin: jobs". */
function placeOf(path: string): string {
  const [first = '', second = ''] = withoutBase(path).split('/');
  const title = first.charAt(0).toUpperCase() + first.slice(1);
  return first === 'admin' && second ? `${title}: ${second}` : title;
}

function withoutBase(path: string): string {
  return path.startsWith(BASE) ? path.slice(BASE.length) : path.replace(/^\//, '');
}

function operationOf(method: Method, path: string, raw: RawOperation): Operation {
  const slug = withoutBase(path)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/-$/, '');
  return {
    id: `${method}-${slug}`,
    method,
    path,
    summary: raw.summary ?? `${method.toUpperCase()} ${path}`,
    description: raw.description ?? '',
    isDeprecated: raw.deprecated ?? false,
    parameters: raw.parameters ?? [],
    body: bodyOf(raw.requestBody),
    responses: Object.entries(raw.responses).map(answerOf),
    security: keysOf(raw.security ?? []),
  };
}

/** Each once, in the order in which they are told. */
function keysOf(security: Record<string, string[]>[]): Key[] {
  const keys = new Map<string, Key>();
  for (const [scheme, scopes] of security.flatMap((one) => Object.entries(one))) {
    keys.set(`${scheme} ${scopes}`, { scheme, scopes });
  }
  return [...keys.values()];
}

function answerOf([status, raw]: [string, RawResponse]): Answer {
  const headers = Object.entries(raw.headers ?? {}).map(([name, header]) => ({
    name,
    description: header.description ?? '',
    schema: header.schema ?? {},
  }));
  return { status, description: raw.description ?? '', body: bodyOf(raw), headers };
}

/** Of several content types, the first. */
function bodyOf(raw: RawOperation['requestBody'] | RawResponse): Body | null {
  const [full, content] = Object.entries(raw?.content ?? {})[0] ?? [];
  if (!full || !content) return null;
  const type = full.replace(/;.*/, '');
  const isRequired = raw !== undefined && 'required' in raw && raw.required === true;
  const { schema = {}, example } = content;
  return { type, schema, example, isRequired, description: raw?.description ?? '' };
}
