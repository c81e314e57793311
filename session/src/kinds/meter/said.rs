//! What the bot says in chat, in signs and the streamer's own words: chat has
//! many languages.

use super::{Choice, Counts, Labels, Triggers};

/// What is said of a round that begins: how each answer is typed.
#[must_use]
pub fn question(
    question: &str,
    choices: &[Choice],
    (labels, triggers): (&Labels, &Triggers),
    duration_ms: Option<i64>,
) -> String {
    let answer = |word: &str, label: &str| format!("{word} = {label}");
    let first = |words: &[String]| words.first().cloned().unwrap_or_default();
    let answers: Vec<String> = if choices.is_empty() {
        vec![
            answer(&first(&triggers.r#for), &labels.r#for),
            answer(&first(&triggers.against), &labels.against),
        ]
    } else {
        choices.iter().map(|choice| answer(&choice.trigger, &choice.label)).collect()
    };
    let time = duration_ms.map(|ms| format!("⏱ {} s", ms / 1_000));
    join("❓", question, answers.into_iter().chain(time))
}

/// What a round came to, the most first.
#[must_use]
pub fn result(question: &str, choices: &[Choice], labels: &Labels, counts: &Counts) -> String {
    let mut named: Vec<(&String, u64)> = match counts {
        Counts::Sides { r#for, against } => {
            vec![(&labels.r#for, *r#for), (&labels.against, *against)]
        }
        Counts::Choices(votes) => {
            choices.iter().map(|choice| &choice.label).zip(votes.iter().copied()).collect()
        }
    };
    let all: u64 = named.iter().map(|(_, votes)| votes).sum();
    named.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
    let share = |votes: u64| (votes * 100 + all / 2).checked_div(all).unwrap_or(0);
    let results =
        named.iter().map(|(label, votes)| format!("{label} {} % ({votes})", share(*votes)));
    join("🏁", question, results)
}

fn join(sign: &str, question: &str, parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    format!("{sign} {question} · {}", parts.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::meter::Config;

    fn choices() -> Vec<Choice> {
        let choice = |trigger: &str, label: &str| Choice {
            trigger: trigger.to_owned(),
            label: label.to_owned(),
        };
        vec![choice("1", "Castle"), choice("2", "Woods")]
    }

    #[test]
    fn a_question_tells_how_to_answer() {
        let Config { labels, triggers, .. } = Config::default();
        let said = |choices: &[Choice], ms| question("Where?", choices, (&labels, &triggers), ms);
        assert_eq!(said(&[], None), "❓ Where? · yes = Yes · no = No");
        assert_eq!(said(&choices(), Some(60_000)), "❓ Where? · 1 = Castle · 2 = Woods · ⏱ 60 s");
    }

    #[test]
    fn a_result_begins_with_the_most() {
        let labels = Config::default().labels;
        let sides = Counts::Sides { r#for: 1, against: 2 };
        assert_eq!(result("Jump?", &[], &labels, &sides), "🏁 Jump? · No 67 % (2) · Yes 33 % (1)");
        let none = Counts::Choices(vec![0, 0]);
        let said = result("Where?", &choices(), &labels, &none);
        assert_eq!(said, "🏁 Where? · Castle 0 % (0) · Woods 0 % (0)");
    }
}
