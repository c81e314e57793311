//! Words that every text has, in English and German, folded; what apostrophes leave of
//! English ones; and what addresses begin with. In a journal they tell nothing.

use std::{collections::HashSet, sync::LazyLock};

const ENGLISH: &str = "
    able about above across actually after afterwards again against ago ain all almost along
    already also although always among and another any anybody anyone anything anyway are
    aren around aside away back became because become been before began begin behind being
    below beside besides best better between beyond both but came can cannot come comes
    coming could couldn couldnt did didn didnt does doesn doesnt doing don done dont down
    during each either else enough especially etc even ever every everybody everyone
    everything few first for from full gave get gets getting give given gives goes going
    gone gonna good got gotten had hadn has hasn have haven having hence her here hers
    herself him himself his how however http https instead into isn isnt its itself just
    keep kept kind knew know known last lately later least less let lets like likely little
    long lot lots made main mainly make makes making many may maybe mean means might mine
    more most mostly much must mustn myself near nearly need needn needs neither never new
    next nobody none nor not nothing now nowhere off often okay old once one ones only onto
    other others otherwise our ours ourselves out over own perhaps please probably put quite
    rather really right said same saw say saying says see seem seemed seems seen several
    shall shan she should shouldn shouldnt since some somebody somehow someone something
    sometimes somewhere soon still stuff such sure take taken takes taking tell than that
    thats the their theirs them themselves then there therefore these they thing things
    think thinking this those though thought through throughout thus till today together
    told tomorrow too took toward towards tried tries truly try trying two until upon use
    used using usually very via wanna want wanted wants was wasn wasnt way ways well went
    were weren what whatever when whenever where whereas whether which while who whoever
    whole whom whose why will with within without won wont would wouldn wouldnt www yes
    yesterday yet you your yours yourself yourselves";

const GERMAN: &str = "
    aber allein allem allen aller allerdings alles als also ander andere anderem anderen
    anderer anderes anders auch auf aus ausser ausserdem bei beide beiden beim beinahe bekam
    bekommen bereits besonders besser bestimmt bevor bin bis bisher bisschen bist bitte
    blieb bloss brauche brauchen braucht brauchte dabei dadurch dafür dagegen daher dahin
    damals damit danach daneben dann daran darauf daraus darf darin darüber darum darunter
    das dass davon davor dazu dein deine deinem deinen deiner deines dem den denen denke
    denken denn dennoch der deren des deshalb dessen desto deswegen dich die dies diese
    dieselbe dieselben diesem diesen dieser dieses dir doch dort dran drauf drei drin durch
    dürfen dürfte durfte eben ebenfalls ebenso ehe eher eigene eigenen eigentlich ein
    einander eine einem einen einer eines einfach einige einigen einiger einiges einmal eins
    endlich entweder erst erste ersten erster erstes etwa etwas euch euer eure eurem euren
    eurer fast fest finde finden findet für ganz ganze ganzen gar geben gegen gehabt gehe
    gehen geht gemacht genau genug gerade gern gerne gesagt gesehen gestern getan gewesen
    gewollt geworden gibt ging gingen gleich gross grosse grossen gut gute guten guter gutes
    hab habe haben habt hast hat hatte hätte hatten hätten hattest her heute hier hin hinaus
    hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres immer indem ins inzwischen
    irgend irgendwann irgendwas irgendwie irgendwo ist jede jedem jeden jeder jedes jedoch
    jemand jetzt kam kamen kann kannst kaum kein keine keinem keinen keiner keines komme
    kommen kommt können könnt konnte könnte könnten konnten lang lange lassen lässt letzte
    letzten letzter lieber liegt los mache machen macht machte mag mal man manche manchen
    mancher manches manchmal mehr mehrere mein meine meinem meinen meiner meines meist
    meisten mich mir mit möchte mochte möchten mögen morgen muss müssen musst müsste musste
    mussten nach nachdem nächste nächsten nahm nämlich neben nehmen nein neue neuen neuer
    neues nicht nichts nie niemals niemand noch nun nur oben obwohl oder oft ohne okay paar
    plötzlich recht richtig sage sagen sagt sagte schliesslich schon sehe sehen sehr seid
    sein seine seinem seinen seiner seines seit seitdem selber selbst sich sicher sie sieht
    sind sobald sodass sogar solange solche solchen solcher solches soll sollen sollst
    sollte sollten somit sondern sonst soviel soweit sowie sowohl später statt stehen steht
    tat trotz trotzdem tun tut über überall überhaupt übrigens und uns unser unsere unserem
    unseren unserer unter viel viele vielem vielen vieler vielleicht völlig vom von vor
    vorbei vorher wann war wäre waren wären warst warum was weder weg wegen weil weiss weit
    weiter weitere weiteren welche welchem welchen welcher welches wem wen wenig wenige
    weniger wenigstens wenn wer werde werden werdet wessen wie wieder wieso will willst wir
    wird wirklich wirst wohin wohl wollen wollte wollten worden wurde würde würden wurden
    ziemlich zum zur zurück zusammen zwar zwei zweite zweiten zwischen";

static STOP_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| ENGLISH.split_whitespace().chain(GERMAN.split_whitespace()).collect());

pub fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn they_stand_as_words_are_compared() {
        for word in &*STOP_WORDS {
            assert_eq!(text::folded(word), *word);
            assert!(text::name_chars(word) >= 3, "{word} is left out anyway");
        }
        assert!(is_stop_word("ausser") && is_stop_word(&text::folded("ÜBER")));
        assert!(!is_stop_word("walk") && !is_stop_word("mutter"));
    }
}
