import { expect, test } from 'vitest';
import type { Named } from './openapi';
import { limitsOf, shapeOf, typeOf } from './rows';

const named: Named = {
  Choice: {
    type: 'object',
    required: ['trigger'],
    properties: {
      trigger: { type: 'string', minLength: 1, maxLength: 100, description: 'What is typed.' },
    },
  },
  Round: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      choices: { type: 'array', items: { $ref: '#/components/schemas/Choice' }, maxItems: 5 },
      parent: { $ref: '#/components/schemas/Round' },
    },
  },
  Decay: { type: 'object', properties: { weight: { type: 'integer', format: 'uint8' } } },
  Config_Decay: {
    allOf: [
      {
        type: 'object',
        required: ['model'],
        properties: { model: { type: 'string', enum: ['decay'], example: 'decay' } },
      },
      { $ref: '#/components/schemas/Decay' },
    ],
  },
  Config: {
    type: 'object',
    oneOf: [{ $ref: '#/components/schemas/Config_Decay' }, { type: 'object', title: 'Window' }],
    discriminator: {
      propertyName: 'model',
      mapping: { decay: '#/components/schemas/Config_Decay' },
    },
  },
};

test('fields hold what is inside of them, and nothing holds itself', () => {
  const shape = shapeOf({ $ref: '#/components/schemas/Round' }, named);
  if (shape.is !== 'fields') throw new Error(shape.is);
  expect(shape.rows.map(({ name, type, inner }) => [name, type, inner?.is])).toEqual([
    ['id', 'string (uuid)', undefined],
    ['choices', 'list of object', 'fields'],
    ['parent', 'object', undefined],
  ]);
  expect(shape.rows[1]?.inner).toMatchObject({
    rows: [{ name: 'trigger', isRequired: true, description: 'What is typed.' }],
  });
});

test('kinds are told apart by the word for each', () => {
  const shape = shapeOf({ $ref: '#/components/schemas/Config' }, named);
  expect(shape).toMatchObject({
    is: 'kinds',
    kinds: [
      { name: 'decay', shape: { rows: [{ name: 'model' }, { name: 'weight' }] } },
      { name: 'Window' },
    ],
  });
});

test('kinds have what they have in common, and one kind is no choice', () => {
  const kind = (model: string) => ({ properties: { model: { type: 'string', enum: [model] } } });
  const view = { properties: { seq: { type: 'integer' } }, oneOf: [kind('decay'), kind('window')] };
  expect(shapeOf(view, {})).toMatchObject({
    kinds: [
      { name: 'decay', shape: { rows: [{ name: 'model' }, { name: 'seq' }] } },
      { name: 'window', shape: { rows: [{ name: 'model' }, { name: 'seq' }] } },
    ],
  });
  expect(shapeOf({ anyOf: [kind('decay')], nullable: true }, {})).toMatchObject({ is: 'fields' });
});

test('types and limits are said in words', () => {
  expect(typeOf({}, named)).toBe('anything');
  expect(typeOf({ type: 'integer', format: 'int64' }, named)).toBe('integer');
  expect(typeOf({ type: 'object', additionalProperties: { type: 'string' } }, named)).toBe(
    'map to string',
  );
  expect(limitsOf({ minLength: 1, maxLength: 25 })).toEqual(['1 to 25 code points']);
  expect(limitsOf({ minimum: 0 })).toEqual([]);
  expect(limitsOf({ maxItems: 1 })).toEqual(['at most 1 item']);
  expect(limitsOf({ minimum: 15, maximum: 1800, default: 60 })).toEqual([
    '15 to 1800',
    '`60` if left out',
  ]);
  expect(limitsOf({ enum: ['for', 'against'] })).toEqual(['one of `for`, `against`']);
});
