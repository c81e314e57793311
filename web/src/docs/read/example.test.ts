import { expect, test } from 'vitest';
import { exampleOf } from './example';
import type { Named } from './openapi';

const named: Named = {
  Tree: {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 3 },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
  },
};

test('it is made of what the document says', () => {
  const schema = {
    type: 'object',
    properties: {
      started_ms: { type: 'integer' },
      duration_s: { type: 'integer', minimum: 15, maximum: 1800 },
      side: { type: 'string', enum: ['for', 'against'] },
      theme: { oneOf: [{ type: 'string', example: 'dark' }, { type: 'object' }] },
      told: { type: 'string', example: 'as told' },
      payload: {},
    },
  };
  expect(exampleOf(schema, {})).toEqual({
    started_ms: 1_767_225_600_000,
    duration_s: 15,
    side: 'for',
    theme: 'dark',
    told: 'as told',
    payload: {},
  });
});

test('what holds itself ends', () => {
  expect(exampleOf({ $ref: '#/components/schemas/Tree' }, named)).toEqual({
    name: 'tex',
    children: [],
  });
});
