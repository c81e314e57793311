import { expect, test } from 'vitest';
import { emptyQuestion, faultsOf, hasPlace, startOf, withOneMore } from './question';

const ASKED = { ...emptyQuestion(), question: ' Jump? ' };
const LABELLED = ['1', '2'].map((trigger) => ({ trigger, label: `Door ${trigger}` }));

test('a question about the two sides goes on until it is stopped', () => {
  expect(faultsOf(ASKED)).toEqual([]);
  expect(startOf(ASKED)).toEqual({ question: 'Jump?' });
});

test('choices and a length go along', () => {
  const asked = { ...ASKED, about: 'choices' as const, choices: LABELLED, length: 60 as const };
  expect(faultsOf(asked)).toEqual([]);
  expect(startOf(asked)).toEqual({ question: 'Jump?', choices: LABELLED, duration_s: 60 });
});

test('each limit names its field', () => {
  const asked = {
    question: '',
    about: 'choices' as const,
    choices: [
      { trigger: 'A', label: 'One' },
      { trigger: ' a', label: 'x'.repeat(26) },
      { trigger: '', label: 'Three' },
    ],
    length: 'own' as const,
    seconds: 14,
  };
  expect(faultsOf(asked)).toEqual([
    { field: 'question', message: 'Enter a question (max. 200)' },
    { field: 'duration_s', message: '15 to 1,800 seconds' },
    { field: 'choices.1.trigger', message: 'Another choice has this trigger' },
    { field: 'choices.1.label', message: 'Enter a label (max. 25)' },
    { field: 'choices.2.trigger', message: 'Enter a trigger (max. 100)' },
  ]);
});

test('white space around a text is not counted, and not sent', () => {
  const room = ' '.repeat(300);
  const label = '🎉'.repeat(25);
  const choices = ['1', '2'].map((trigger) => ({
    trigger: `\t${trigger}${room}`,
    label: room + label + room,
  }));
  const asked = { ...ASKED, question: `${room}Jump?\n`, about: 'choices' as const, choices };
  expect(faultsOf(asked)).toEqual([]);
  expect(startOf(asked)).toEqual({
    question: 'Jump?',
    choices: ['1', '2'].map((trigger) => ({ trigger, label })),
  });
});

test('a fault has its place beside what is asked, or none', () => {
  const fields = ['question', 'duration_s', 'choices', 'choices.4.label', 'choices.0', 'args', ''];
  expect(fields.filter(hasPlace)).toEqual(fields.slice(0, 4));
});

test('one more choice takes the first free number', () => {
  const choices = [
    { trigger: '2', label: '' },
    { trigger: '1', label: '' },
  ];
  expect(withOneMore(choices).at(-1)).toEqual({ trigger: '3', label: '' });
});
