/** What a knack does, in words. */
import type { Pack } from '../../story';
import { t } from '../texts';

type Knack = Pack['knacks'][number];

const BP_A_PERCENT = 100;

export function effectOf({ on, op, amount, scope }: Knack, words: Pack['words']): string {
  const [what = '', which = ''] = on.split(':');
  // Points for a stat; else hundredths of a percent, or percent of all.
  const size = op === 'mul' || what === 'stat' ? amount : amount / BP_A_PERCENT;
  const signed = `${size > 0 ? '+' : '−'}${Math.abs(size)}${what === 'stat' ? '' : '\u2009%'}`;
  const said = t.effect[what as keyof typeof t.effect](words[on] ?? which);
  return `${signed} ${said}${scope === 'team' ? ` ${t.growth.forAll}` : ''}`;
}
