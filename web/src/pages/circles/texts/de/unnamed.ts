import type { unnamed as en } from '../en/unnamed';

export const unnamed: typeof en = {
  unnamed: {
    somebody: 'Jemand',
    mine: 'Jemand (du)',
    mark: 'ohne Namen',
    offer: 'Ohne meinen Namen',
    who: 'Niemand hier sieht, wer du bist, auch die Moderation nicht. Die Betreiber können es herausfinden, mit einem Grund, der festgehalten wird. Was du schreibst, kann dich trotzdem verraten.',
    noMedia: 'Stimmen und Bilder verraten, wer du bist: Ohne deinen Namen gibt es keine.',
    restricted: 'Ein Moderator lässt dich für eine Weile nichts ohne deinen Namen schreiben.',
    settings: 'Mitglieder dürfen ohne ihren Namen schreiben. Auch die Moderation sieht ihn nicht',
    acts: {
      warn: 'Verwarnen, wer es schrieb, und verbergen',
      restrict: 'Wer es schrieb, für eine Weile nichts ohne Namen schreiben lassen, und verbergen',
    },
    unseen:
      'Niemand hier erfährt, wer es schrieb. Es zählt zu keiner anderen Verwarnung, und ohne Namen wird niemand ausgeschlossen: Dafür gib es an die Betreiber.',
    appeals: 'Wer es schrieb, erhebt Einspruch',
    decided: 'Du schreibst nichts ohne deinen Namen',
    about:
      'Es geht um etwas, das du ohne deinen Namen geschrieben hast. Wer einen Einspruch ansieht, erfährt nicht, wer du bist.',
  },
};
