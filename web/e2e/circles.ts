/** Circles, for stories of others that begin in one. */
export * from './circle/circles';
