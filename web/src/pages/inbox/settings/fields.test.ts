import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { formOf } from '../model/form';
import type { NoticeSettings } from '../model/notice';
import { t } from '../texts';
import Fields from './Fields.svelte';

const SETTINGS: NoticeSettings = {
  ...{ mail: 'daily', zone: 'Europe/Berlin', language: 'de', quiet: null, off: [] },
  ...{ push_off: [], reminder: null, weekly_summary: true, can_mail: true },
};

/** The legends under each heading. */
function sections(canPush: boolean): Record<string, string[]> {
  const form = formOf(SETTINGS, 'Europe/Berlin');
  const { body } = render(Fields, { props: { form, canMail: true, canPush, errors: [] } });
  const all = body.split('<section').slice(1);
  const texts = (html: string, tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text);
  return Object.fromEntries(all.map((html) => [texts(html, 'h2')[0], texts(html, 'legend')]));
}

test('what devices are told is chosen under a heading of its own', () => {
  const { mail, types, quiet, devices, pushed, made } = t.settings;
  const [mails, others] = [{ [mail]: [mail, types, quiet] }, { [made]: [] }];
  expect(sections(true)).toEqual({ ...mails, [devices]: [pushed], ...others });
  expect(sections(false)).toEqual({ ...mails, ...others });
});
