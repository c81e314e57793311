export type Texts = typeof texts;

export const texts = {
  home: 'Start page',
  email: 'E-mail',
  badEmail: 'Enter an e-mail address, for example ann@example.org.',
  password: 'Password',
  name: 'Name',
  nameHelp: 'What others see, up to 60 characters.',
  badName: 'Choose another name: 1 to 60 characters, and not one that stands for the system.',
  passwordHelp: 'Several words make a good one. Up to 100 characters.',
  weak: 'This password is guessed too easily. Take several words, or more characters.',
  or: 'or',
  twitch: 'Continue with Twitch',
  back: 'Back to sign-in',
  in: {
    title: 'Sign in',
    go: 'Sign in',
  },
  up: {
    title: 'Create an account',
    go: 'Create account',
    closed: 'Accounts are made by invitation here. Ask the operator of this server.',
    done: 'Open your mail',
    doneText:
      'A mail is on its way to this address. Open the link in it within 15 minutes and press the button there.',
  },
  forgotten: {
    title: 'Forgot your password?',
    text: 'Enter your address. If it belongs to an account, you get a mail with a link.',
    noMail: 'This server sends no mail. Ask its operator for a link; this command creates it:',
    go: 'Send mail',
    done: 'Open your mail',
    doneText:
      'If this address belongs to an account, a mail is on its way. Its link works for 15 minutes.',
  },
  problems: {
    wrong: 'E-mail or password is wrong.',
    locked: 'Too many wrong passwords. Wait ten minutes, or choose a new password by mail.',
    limited: 'Too many sign-ins right now. Wait a minute.',
    unsafe: 'This server expects https. Open its https address.',
    invited_only: 'Accounts are made by invitation here. Ask the operator of this server.',
  } as Readonly<Record<string, string>>,
};
