import type { MeterConfig } from '../api/model';
import { USUAL } from '../api/sessions';

/** A config for tests. */
export const CONFIG: MeterConfig = {
  triggers: { for: ['yes'], against: ['no'] },
  labels: { for: 'Yes', against: 'No' },
  model: 'decay',
  decay_per_s: 0.5,
  weight: 10,
  window_s: 30,
  display: 'combined',
  theme: 'dark',
  votes_per_min: 600,
  ...structuredClone(USUAL),
};
