/** Where signing in begins, and where a grant that was withdrawn is given anew. */
export const SIGN_IN = '/auth/twitch';
