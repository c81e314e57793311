/** What docs/openapi.json says of each route, as types; schema.ts is made from it. */
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that know a method. */
export type Path<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends object ? P : never;
}[keyof paths];

export type Operation<M extends Method, P extends Path<M>> = paths[P][M];

export type Answer<O> = O extends { responses: infer All } ? Content<All[keyof All]> : never;

export type Body<O> = O extends { requestBody?: infer Given } ? Content<NonNullable<Given>> : never;

/** What a request takes along. What the document requires is required. */
export type Parts<O> = O extends { parameters: infer Places }
  ? PathPart<Places> & QueryPart<Places> & HeadersPart<Places> & BodyPart<O>
  : never;

type Content<Of> = Of extends { content: infer Kinds } ? Kinds[keyof Kinds] : undefined;

type PathPart<Places> = Places extends { path: infer Names }
  ? { path: Names }
  : { path?: undefined };

/** What is null is not asked for. */
type QueryPart<Places> = Places extends { query?: infer Names }
  ? Places extends { query: object }
    ? { query: Query<Names> }
    : { query?: Query<NonNullable<Names>> }
  : { query?: undefined };

type Query<Names> = { readonly [Name in keyof Names]: Read<Names[Name]> | null };

type HeadersPart<Places> = Places extends { header?: infer Names }
  ? { headers?: NonNullable<Names> }
  : { headers?: undefined };

type BodyPart<O> = O extends { requestBody: object }
  ? { body: Read<Body<O>> }
  : { body?: Read<Body<O>> };

/** What is sent is only read. */
type Read<Given> = Given extends readonly (infer Item)[]
  ? readonly Read<Item>[]
  : Given extends object
    ? { readonly [Name in keyof Given]: Read<Given[Name]> }
    : Given;
