export type Texts = typeof texts;

export const texts = {
  out: (count: number) => `${count} out`,
  outcome: { success: 'Success', setback: 'Setback', hurt: 'Hurt', lost: 'Lost' },
};
