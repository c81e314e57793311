/** Where signing in begins, by e-mail or with Twitch. */
export const SIGN_IN = '/sign-in';

/** Where it begins with Twitch alone, and where a grant that was withdrawn is given anew. */
export const WITH_TWITCH = '/auth/twitch';
