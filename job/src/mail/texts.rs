//! What mails say, in each language: a subject, and words without markup. An address
//! stands on a line of its own, so that every reader makes a link of it.

use super::Language;

type Written = (&'static str, String);

pub fn verify(language: Language, url: &str) -> Written {
    match language {
        Language::En => (
            "Confirm your e-mail address",
            format!(
                "Hello,\n\nopen this address and press the button to finish your Downbeat \
                 account:\n\n{url}\n\nIt works once, for 15 minutes. If you did not ask for an \
                 account, ignore this mail: without the button nothing is made.\n"
            ),
        ),
        Language::De => (
            "Bestätige deine E-Mail-Adresse",
            format!(
                "Hallo,\n\nöffne diese Adresse und drück den Knopf, dann ist dein Downbeat-Konto \
                 fertig:\n\n{url}\n\nSie gilt einmal und 15 Minuten lang. Wenn du kein Konto \
                 wolltest, lass diese Mail liegen: Ohne den Knopf entsteht keines.\n"
            ),
        ),
    }
}

/// Somebody wanted an account by an address that has one.
pub fn known(language: Language, url: &str) -> Written {
    match language {
        Language::En => (
            "You already have an account",
            format!(
                "Hello,\n\nsomebody, perhaps you, wanted to use this address for a Downbeat \
                 account. It already belongs to yours, and nothing was changed.\n\nYou sign in \
                 here, and can choose a new password there:\n\n{url}/sign-in\n"
            ),
        ),
        Language::De => (
            "Du hast schon ein Konto",
            format!(
                "Hallo,\n\njemand, vielleicht du, wollte diese Adresse für ein Downbeat-Konto \
                 verwenden. Sie gehört schon zu deinem, und nichts wurde geändert.\n\nHier \
                 meldest du dich an und kannst auch ein neues Passwort wählen:\n\n{url}/sign-in\n"
            ),
        ),
    }
}

pub fn recover(language: Language, url: &str) -> Written {
    match language {
        Language::En => (
            "Choose a new password",
            format!(
                "Hello,\n\nopen this address to choose a new password for your Downbeat \
                 account:\n\n{url}\n\nIt works once, for 15 minutes. If you did not ask for it, \
                 ignore this mail: your password stays as it is.\n"
            ),
        ),
        Language::De => (
            "Wähle ein neues Passwort",
            format!(
                "Hallo,\n\nöffne diese Adresse, um ein neues Passwort für dein Downbeat-Konto zu \
                 wählen:\n\n{url}\n\nSie gilt einmal und 15 Minuten lang. Wenn du das nicht \
                 wolltest, lass diese Mail liegen: Dein Passwort bleibt, wie es ist.\n"
            ),
        ),
    }
}

pub fn change(language: Language, url: &str) -> Written {
    match language {
        Language::En => (
            "Confirm your new e-mail address",
            format!(
                "Hello,\n\nopen this address and press the button to sign in to Downbeat with \
                 this e-mail address from now on:\n\n{url}\n\nIt works once, for 15 minutes. If \
                 you did not ask for it, ignore this mail.\n"
            ),
        ),
        Language::De => (
            "Bestätige deine neue E-Mail-Adresse",
            format!(
                "Hallo,\n\nöffne diese Adresse und drück den Knopf, dann meldest du dich künftig \
                 mit dieser E-Mail-Adresse bei Downbeat an:\n\n{url}\n\nSie gilt einmal und 15 \
                 Minuten lang. Wenn du das nicht wolltest, lass diese Mail liegen.\n"
            ),
        ),
    }
}

pub fn password(language: Language) -> Written {
    match language {
        Language::En => (
            "Your password was changed",
            "Hello,\n\nthe password of your Downbeat account was changed, and every other browser \
             was signed out.\n\nIf that was not you, choose a new one on the sign-in page and tell \
             the operator of your server.\n"
                .to_owned(),
        ),
        Language::De => (
            "Dein Passwort wurde geändert",
            "Hallo,\n\ndas Passwort deines Downbeat-Kontos wurde geändert, und alle anderen \
             Browser wurden abgemeldet.\n\nWenn du das nicht warst, wähle auf der Anmeldeseite ein \
             neues und sag es dem Betreiber deines Servers.\n"
                .to_owned(),
        ),
    }
}

/// To the address that it was before.
pub fn email(language: Language) -> Written {
    match language {
        Language::En => (
            "Your e-mail address was changed",
            "Hello,\n\nyour Downbeat account has another e-mail address now, and this one opens it \
             no more.\n\nIf that was not you, tell the operator of your server.\n"
                .to_owned(),
        ),
        Language::De => (
            "Deine E-Mail-Adresse wurde geändert",
            "Hallo,\n\ndein Downbeat-Konto hat jetzt eine andere E-Mail-Adresse, und mit dieser \
             kommst du nicht mehr hinein.\n\nWenn du das nicht warst, sag es dem Betreiber deines \
             Servers.\n"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_on_a_line_of_its_own() {
        let url = "https://example.org/auth/local/link/7";
        for language in [Language::En, Language::De] {
            for written in [verify, recover, change] {
                let (subject, text) = written(language, url);
                assert!(!subject.is_empty() && text.lines().any(|line| line == url), "{text}");
            }
            let (_, text) = known(language, "https://example.org");
            assert!(text.lines().any(|line| line == "https://example.org/sign-in"), "{text}");
            for (subject, text) in [password(language), email(language)] {
                assert!(!subject.is_empty() && !text.contains("https://"), "{text}");
            }
        }
    }
}
