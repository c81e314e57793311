import { expect, test } from 'vitest';
import { changesOf, differing, FIELDS, withFields } from './fields';
import { CONFIG } from './sample';

const COLOURS = { for: '#00ff00', against: '#ff00ff', text: '#ffffff', background: '#222222' };

test('what is the same does not differ', () => {
  expect(differing(CONFIG, structuredClone(CONFIG))).toEqual([]);
});

test('white space around a label is no change', () => {
  expect(differing(CONFIG, { ...CONFIG, labels: { for: ' Yes\t', against: 'No ' } })).toEqual([]);
});

test('changes are named in the order of the page', () => {
  const draft = {
    ...CONFIG,
    theme: COLOURS,
    labels: { for: 'Aye', against: 'No' },
    triggers: { for: ['yes', 'aye'], against: ['no'] },
  };
  expect(differing(CONFIG, draft)).toEqual(['labels.for', 'triggers.for', 'theme']);
});

test('a member with a change is sent whole, and no other', () => {
  const draft = { ...CONFIG, labels: { for: 'Aye', against: 'No' }, weight: 4 };
  expect(changesOf(differing(CONFIG, draft), draft)).toEqual({
    labels: { for: 'Aye', against: 'No' },
    weight: 4,
  });
});

test('fields are taken over one by one', () => {
  const other = { ...CONFIG, labels: { for: 'Aye', against: 'Nay' }, theme: COLOURS, weight: 4 };
  const taken = withFields(CONFIG, other, ['labels.against', 'theme']);
  expect(taken).toEqual({ ...CONFIG, labels: { for: 'Yes', against: 'Nay' }, theme: COLOURS });
  expect(CONFIG.labels.against).toBe('No');
});

test('what is not said of a shared chat is no', () => {
  expect(differing(CONFIG, { ...CONFIG, shared_chat: false })).toEqual([]);
  expect(differing(CONFIG, { ...CONFIG, shared_chat: true })).toEqual(['shared_chat']);
});

test('values are said in words', () => {
  const draft = { ...CONFIG, theme: COLOURS, votes_per_min: 0, weight: null };
  expect(FIELDS.theme.said(draft)).toBe('Custom: #00ff00, #ff00ff, #ffffff, #222222');
  expect(FIELDS.votes_per_min.said(draft)).toBe('Unlimited');
  expect(FIELDS.weight.said(draft)).toBe('empty of 100');
});
