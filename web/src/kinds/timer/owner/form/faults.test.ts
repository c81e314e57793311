import { expect, test } from 'vitest';
import { faultsOf } from './faults';

const told = (field: string, message = 'not right') => ({ field, message });

test('a fault stands beside its field, however deep the server names it', () => {
  const faults = faultsOf([
    told('config.participants.1.meta', 'too deep'),
    told('participants[0].name', 'not a text'),
    told('stages.2.increment.ms', '0 to 60,000'),
  ]);
  expect(faults.of('participants.1.meta')).toBe('too deep');
  expect(faults.of('participants.0.name')).toBe('not a text');
  expect(faults.of('stages.2.increment')).toBe('0 to 60,000');
  expect([faults.count, faults.rest]).toEqual([3, undefined]);
});

test('one that has no place in the form is said in words', () => {
  const faults = faultsOf([
    told('config', 'its view would have 600000 bytes'),
    told('participants', '1 to 1,000 participants'),
    told('participants.70.meta', 'too long'),
    told('title', '1 to 100 characters'),
  ]);
  expect(faults.count).toBe(1);
  expect(faults.rest).toBe(
    'Its view would have 600000 bytes. Participants: 1 to 1,000 participants. Participants.70.meta: too long.',
  );
});
