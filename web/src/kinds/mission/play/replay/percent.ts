import { decimal } from '../../../../kit/words/count';

/** Of ten thousand: `55 %`, `17.1 %`. */
export const percent = (bp: number) => `${decimal(Math.round(bp / 10) / 10)}\u2009%`;

/** What adds to a chance, or takes from it. */
export const signed = (bp: number) => (bp < 0 ? `−${percent(-bp)}` : `+${percent(bp)}`);
