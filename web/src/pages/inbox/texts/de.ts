import { things } from '../../../kit/words/count';
import type { Texts, Who } from './en';

const has = ({ areMany }: Who) => (areMany ? 'haben' : 'hat');
const into = (circle: string | null) => (circle === null ? 'einen Kreis' : `den Kreis ${circle}`);

export const texts: Texts = {
  views: { settings: 'Einstellungen' },
  nowhere: 'Zu deinen Benachrichtigungen',
  out: {
    title: 'Deine Benachrichtigungen',
    text: 'Melde dich an und lies, was andere dir antworten und wer dich einlädt.',
    signIn: 'Anmelden',
  },
  list: {
    shown: 'Welche Benachrichtigungen',
    all: 'Alle',
    unread: 'Ungelesen',
    isUnread: 'Ungelesen:',
    today: 'Heute',
    yesterday: 'Gestern',
    readAll: 'Alle als gelesen markieren',
    allRead: 'Alles gelesen.',
    isNew: 'Neues zeigen',
    older: 'Ältere zeigen',
    none: {
      all: 'Hier ist noch nichts',
      unread: 'Du hast alles gelesen',
    },
    noneText: {
      all: 'Wenn dir jemand antwortet, auf deine Worte reagiert oder dich einlädt, steht es hier.',
      unread: 'Nichts wartet auf dich. Genieß die Ruhe.',
    },
  },
  who: {
    somebody: 'Jemand',
    both: (one, other) => `${one} und ${other}`,
    others: (one, count) => `${one} und ${things(count, 'weitere Person', 'weitere')}`,
    people: (count) => things(count, 'Person', 'Leute'),
  },
  said: {
    within: (circle) => ` im Kreis ${circle}`,
    reacted: (who, where) => `${who.said} ${has(who)} auf deine Nachricht${where} reagiert`,
    reactedComment: (who, where) => `${who.said} ${has(who)} auf deinen Kommentar${where} reagiert`,
    commented: (who, where) => `${who.said} ${has(who)} deine Nachricht${where} kommentiert`,
    answered: (who, where) => `${who.said} ${has(who)} auf deinen Kommentar${where} geantwortet`,
    invited: (circle) => `Du bist in ${into(circle)} eingeladen`,
    invitedBy: (name, circle) => `${name} hat dich in ${into(circle)} eingeladen`,
    ask: (who, circle) =>
      `${who.said} ${who.areMany ? 'bitten' : 'bittet'} um Aufnahme in ${into(circle)}`,
    asked: (circle) => `Niemand wartet mehr auf Aufnahme in ${into(circle)}`,
    waiting: (count, where) =>
      count === 0
        ? `Nichts wartet mehr auf Moderation${where}`
        : count === 1
          ? `Etwas wartet auf Moderation${where}`
          : `${count} Dinge warten auf Moderation${where}`,
    remind: 'Zeit zu schreiben',
    something: 'Etwas ist geschehen',
  },
  unnamed: {
    reacted: (count, where) =>
      `${things(count, 'Person hat', 'Leute haben')} auf etwas reagiert, das du ohne deinen Namen geschrieben hast${where}`,
    commented: (count, where) =>
      `${things(count, 'Person hat', 'Leute haben')} etwas kommentiert, das du ohne deinen Namen geschrieben hast${where}`,
    restrict: (until) =>
      `Ein Moderator lässt dich nichts ohne deinen Namen schreiben${until === null ? '' : `, bis ${until}`}`,
  },
  week: {
    quiet: 'Deine Woche: eine ruhige',
    said: (parts) => `Deine Woche: ${parts}`,
    days: (count) => `an ${things(count, 'Tag', 'Tagen')} geschrieben`,
    messages: (count) => things(count, 'Nachricht', 'Nachrichten'),
    reactions: (count) => things(count, 'Reaktion', 'Reaktionen'),
    comments: (count) => things(count, 'Kommentar', 'Kommentare'),
    got: (what) => `${what} bekommen`,
  },
  decided: {
    of: (circle, what) => `${circle ?? 'Ein Kreis'}: ${what}`,
    rule: (number) => ` (Regel ${number})`,
    other: 'Für dich hat sich etwas geändert',
    plain: {
      warn: 'Ein Moderator hat dich verwarnt und verborgen, was du geschrieben hast',
      hide: 'Ein Moderator hat verborgen, was du geschrieben hast',
      remove: 'Ein Moderator hat entfernt, was du geschrieben hast',
      let_in: 'Du bist aufgenommen',
      refused: 'Deine Bitte um Aufnahme wurde abgelehnt',
      offered: 'Dir wird der Kreis angeboten. Übernimm ihn binnen sieben Tagen',
      report_closed: 'Was du gemeldet hast, wurde angesehen, danke',
      appeal_upheld: 'Dein Einspruch wurde geprüft, die Entscheidung bleibt',
      appeal_overturned: 'Dein Einspruch wurde geprüft, die Entscheidung ist zurückgenommen',
    },
    restrict: 'Ein Moderator lässt dich für eine Weile nur lesen',
    restrictUntil: (when) => `Ein Moderator lässt dich bis ${when} nur lesen`,
    ban: 'Du bist auf Dauer ausgeschlossen',
    banUntil: (when) => `Du bist bis ${when} ausgeschlossen`,
    role: {
      member: 'Du bist jetzt Mitglied',
      moderator: 'Du gehörst jetzt zur Moderation',
      admin: 'Du gehörst jetzt zur Verwaltung',
      owner: 'Der Kreis gehört jetzt dir',
    },
  },
  settings: {
    title: 'Wie du davon erfährst',
    lead: 'Hier siehst du immer alles. Wähl aus, was dich auch anderswo erreicht, und wann.',
    mail: 'E-Mail',
    mails: {
      off: 'Keine',
      instantly: 'Sofort',
      daily: 'Einmal am Tag',
      weekly: 'Einmal die Woche',
    },
    noAddress: 'Mails brauchen eine Adresse, die du bestätigt hast.',
    toAccount: 'Trag sie in deinem Konto ein',
    noMail: 'Dieser Server sendet keine Mails. Alles steht in deinen Benachrichtigungen.',
    types: 'Wovon ich erfahren will',
    typesHelp:
      'Per Mail und auf deinen Geräten. Alles andere steht trotzdem in deinen Benachrichtigungen.',
    devices: 'Geräte',
    pushed: 'Wovon ich auf meinen Geräten erfahren will',
    pushedHelp: 'Sofort, auf jedem Gerät, das du unten eingeschaltet hast.',
    type: {
      message_reaction: 'Reaktionen auf das, was ich sage',
      message_comment: 'Kommentare und Antworten',
      circle_invitation: 'Einladungen in Kreise',
      circle_join_request: 'Bitten um Aufnahme, wo ich darüber entscheide',
      circle_waiting: 'Was auf Moderation wartet, wo ich moderiere',
      system: 'Entscheidungen von Moderatoren',
      daily_reminder: 'Meine Erinnerung ans Schreiben',
      weekly_summary: 'Der Rückblick auf meine Woche',
    },
    quiet: 'Ruhezeit',
    isQuiet: 'Nichts in der Nacht, oder wann ich Ruhe will',
    from: 'Von',
    until: 'Bis',
    quietHelp: 'Alles wartet, bis sie vorbei ist. Sie kann über Mitternacht gehen.',
    made: 'Aus deinem Tagebuch und deinen Kreisen',
    isReminded: 'Jeden Tag ans Schreiben erinnern',
    reminder: 'Erinnern um',
    weekly: 'Rückblick auf meine Woche',
    weeklyHelp: 'Tage, an denen du schriebst, was du sagtest und was zurückkam.',
    zone: 'Zeitzone',
    zoneHelp: 'Nach ihrer Uhr beginnen deine Tage, Wochen und die Ruhezeit.',
    useOwn: (zone) => `${zone} nehmen, wie dieses Gerät`,
    language: 'Sprache dessen, was dich erreicht',
    noTime: 'Wähl eine Uhrzeit',
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
  devices: {
    title: 'Auf deinen Geräten',
    here: 'Auf diesem Gerät',
    can: {
      able: 'Sagt, wer was getan hat, und nichts von dem, was geschrieben wurde. Endet, wenn du dich abmeldest.',
      unable:
        'Diesem Browser kann nichts gesagt werden. Auf iPhone und iPad musst du die Seite erst zum Home-Bildschirm hinzufügen.',
      denied:
        'Dein Browser verbietet es. Erlaube Mitteilungen dieser Seite in seinen Einstellungen, dann lade neu.',
    },
    off: 'Dieser Server sendet nichts an Geräte. Alles steht in deinen Benachrichtigungen.',
    all: 'Geräte, auf denen du davon erfährst',
    isThis: '(dieses)',
    since: 'seit',
    isOld: 'wieder, sobald du dort deine Benachrichtigungen öffnest',
    remove: 'Entfernen',
    removeOne: (name) => `${name} entfernen`,
    isOn: 'Du erfährst jetzt auf diesem Gerät davon.',
    removed: (name) => `${name} erfährt nichts mehr.`,
    reading: 'Deine Geräte werden gesucht',
    again: 'Noch einmal',
  },
  faults: [
    [/^must be a time zone.*$/, 'Eine Zeitzone wie Europe/Berlin'],
    [/^must be a time of day.*$/, 'Eine Uhrzeit wie 22:00'],
    [/^must be .*language.*$/, 'Deutsch oder Englisch'],
    [/^must end at another time.*$/, 'Anfang und Ende sind gleich'],
  ],
};
