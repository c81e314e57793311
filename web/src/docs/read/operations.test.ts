import { expect, test } from 'vitest';
import { curlOf } from './curl';
import { filtered } from './filter';
import { groupsOf } from './operations';

const document = {
  info: { title: 'Downbeat', version: '1' },
  tags: [{ name: 'Rounds', description: 'Questions.' }],
  paths: {
    '/api/v1/admin/jobs/{id}/retry': {
      post: {
        summary: 'Give a job another attempt',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string', example: 'j1' } },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { reason: { type: 'string', example: "it's" } },
              },
            },
          },
        },
        responses: { '200': { description: 'Done.' } },
        security: [{ Admin: [] }, { Admin: [] }, { Token: ['jobs:write'] }],
      },
    },
    '/api/v1/sessions/{id}/rounds': {
      get: { tags: ['Rounds'], summary: 'Rounds, newest first', responses: {} },
    },
    '/api/v1/me': { get: { responses: {} } },
  },
} as const;

const groups = groupsOf(structuredClone(document) as unknown as Parameters<typeof groupsOf>[0]);

test('operations stand with their tag, or where their path says, the house last', () => {
  expect(groups.map(({ name, description }) => [name, description])).toEqual([
    ['Rounds', 'Questions.'],
    ['Me', ''],
    ['Admin: jobs', ''],
  ]);
  expect(groups.flatMap(({ operations }) => operations.map(({ id }) => id))).toEqual([
    'get-sessions-id-rounds',
    'get-me',
    'post-admin-jobs-id-retry',
  ]);
});

test('every word that was typed must be there, in any order', () => {
  const found = (typed: string) =>
    filtered(groups, typed).flatMap(({ operations }) => operations.map(({ path }) => path));
  expect(found('')).toHaveLength(3);
  expect(found('retry POST')).toEqual(['/api/v1/admin/jobs/{id}/retry']);
  expect(found('newest  rounds')).toEqual(['/api/v1/sessions/{id}/rounds']);
  expect(found('retry newest')).toEqual([]);
});

test('a request can be pasted into a shell', () => {
  const [operation] = groups[2]?.operations ?? [];
  if (!operation) throw new Error('no operation');
  expect(operation.security.map(({ scheme }) => scheme)).toEqual(['Admin', 'Token']);
  const cookie = { type: 'apiKey', in: 'cookie', name: '__Host-downbeat' };
  const server = { origin: 'https://d.example', named: {}, schemes: { Admin: cookie } };
  expect(curlOf(operation, server)).toBe(
    [
      "curl -X POST 'https://d.example/api/v1/admin/jobs/j1/retry'",
      '-b "__Host-downbeat=$DOWNBEAT_COOKIE"',
      '-H "X-CSRF-Token: $DOWNBEAT_CSRF"',
      "-H 'Content-Type: application/json'",
      `-d '{\n  "reason": "it'\\''s"\n}'`,
    ].join(' \\\n  '),
  );
  const bearer = { type: 'http', scheme: 'bearer' };
  expect(curlOf(operation, { ...server, schemes: { Admin: cookie, Token: bearer } })).toContain(
    'Authorization: Bearer $DOWNBEAT_TOKEN',
  );
});
