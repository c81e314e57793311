/** The form in which a moderator asks chat something. */
import { make } from '../../../kit/element';
import { t } from './texts';

const QUESTION_MAX = 200;
const LENGTHS_S = [30, 60, 120, 300];

/** Empties itself once what was asked is accepted. */
export function formOf(
  start: (args: Record<string, unknown>) => Promise<boolean>,
): HTMLFormElement {
  const form = make('form');
  const question = make('input');
  question.placeholder = t.example;
  question.required = true;
  question.maxLength = QUESTION_MAX;
  question.autocomplete = 'off';
  const choices = make('textarea');
  choices.rows = 3;
  question.dir = 'auto';
  choices.dir = 'auto';
  const length = make('select');
  for (const seconds of LENGTHS_S) length.add(new Option(t.lasts(seconds), String(seconds)));
  length.add(new Option(t.open, ''));
  length.value = '60';
  const submit = make('button', 'primary', t.start);
  const row = make('div', 'buttons');
  row.append(named(t.duration, length), submit);
  const help = make('small', '', t.choicesHelp);
  form.append(named(t.question, question), named(t.choices, choices, help), row);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    const args = argsOf(question.value, choices.value, length.value);
    const isAccepted = await start(args);
    submit.disabled = false;
    if (isAccepted) question.value = choices.value = '';
  });
  return form;
}

/** Choices are voted for by their numbers. */
export function argsOf(
  question: string,
  choices: string,
  seconds: string,
): Record<string, unknown> {
  const labels = choices
    .split('\n')
    .map((label) => label.trim())
    .filter(Boolean);
  const chosen = labels.map((label, at) => ({ trigger: String(at + 1), label }));
  return {
    question,
    ...(chosen.length > 0 && { choices: chosen }),
    ...(seconds !== '' && { duration_s: Number(seconds) }),
  };
}

function named(said: string, control: HTMLElement, help?: HTMLElement): HTMLLabelElement {
  const label = make('label');
  label.append(make('span', '', said), control);
  if (help) label.append(help);
  return label;
}
