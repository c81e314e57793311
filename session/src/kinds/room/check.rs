//! What a config may say, and what each limit says when it is passed.

use super::{
    config::{Chat, Config, PerPerson, Reactions, StandIn, Wait},
    item::{Given, Item, hold_title},
    limits::{
        ABOUT_BYTES_MAX, ABOUT_CHARS_MAX, EMOJI_MAX, ID_CHARS_MAX, IDLE_MIN, ITEMS_MAX,
        QUEUE_BYTES_MAX, SEATS, STAND_INS_MAX, WAIT_S, WORD_CHARS_MAX, WORDS_BYTES_MAX, WORDS_MAX,
    },
    queue,
    source::SourceKind,
};
use crate::{Problem, held::Held, text};

pub fn problems(config: &Config) -> Vec<Problem> {
    let Config {
        title,
        about,
        visibility: _,
        entry: _,
        guests: _,
        seats_max,
        control: _,
        grants: _,
        order: _,
        at_end: _,
        per_person,
        wait,
        chat,
        reactions,
        voice: _,
        sources,
        hosts,
        skips: _,
        stand_in,
        show_item: _,
        keep: _,
        idle_close_min,
        items,
    } = config;
    let mut held = Held::default();
    hold_title(&mut held, title, "title");
    if let Some(about) = about {
        let is_good = text::is_text(about, ABOUT_CHARS_MAX) && about.len() <= ABOUT_BYTES_MAX;
        held.hold(is_good, "about", "1 to 300 characters, 900 bytes");
    }
    held.hold(SEATS.contains(seats_max), "seats_max", "2 to 500");
    if let Some(PerPerson { items, minutes }) = per_person {
        held.hold((1..=500).contains(items), "per_person.items", "1 to 500");
        held.hold((1..=1_440).contains(minutes), "per_person.minutes", "1 to 1,440");
    }
    let Wait { on: _, limit_s } = wait;
    held.hold(WAIT_S.contains(limit_s), "wait.limit_s", "3 to 60");
    hold_chat(&mut held, chat);
    let Reactions { on: _, set } = reactions;
    let is_emoji = |text: &String| text::is_name(text, 1);
    let is_good = (1..=EMOJI_MAX).contains(&set.len()) && set.iter().all(is_emoji);
    held.hold(is_good, "reactions.set", "1 to 24, each one character");
    let is_good = sources.as_ref().is_none_or(|sources| (1..=5).contains(&sources.len()));
    held.hold(is_good, "sources", "1 to 5 kinds");
    if let Some(hosts) = hosts {
        hosts.hold(&mut held);
    }
    if let StandIn::Seats(seats) = stand_in {
        let is_id = |id: &String| text::is_text(id, ID_CHARS_MAX);
        let is_good = (1..=STAND_INS_MAX).contains(&seats.len()) && seats.iter().all(is_id);
        held.hold(is_good, "stand_in", "`auto`, `off`, or the ids of 1 to 10 seats");
    }
    let is_good = idle_close_min.is_none_or(|minutes| IDLE_MIN.contains(&minutes));
    held.hold(is_good, "idle_close_min", "10 to 1,440, or null");
    hold_items(&mut held, config, items);
    held.0
}

fn hold_chat(held: &mut Held, chat: &Chat) {
    let Chat { on: _, slow_s, links: _, words, days } = chat;
    held.hold(*slow_s <= 300, "chat.slow_s", "0 to 300");
    held.hold(*days <= 365, "chat.days", "0 to 365");
    let bytes: usize = words.iter().map(String::len).sum();
    let is_few = words.len() <= WORDS_MAX && bytes <= WORDS_BYTES_MAX;
    held.hold(is_few, "chat.words", "200 words and 3,072 bytes at most");
    let is_word =
        |word: &String| text::is_text(word, WORD_CHARS_MAX) && !text::folded(word).is_empty();
    let is_good = words.iter().take(WORDS_MAX).all(is_word);
    held.hold(is_good, "chat.words", "each 1 to 40 characters");
}

/// Each is as it would be kept; of a screen there would be nobody to show it.
fn hold_items(held: &mut Held, config: &Config, items: &[Given]) {
    held.hold(items.len() <= ITEMS_MAX, "items", "500 items at most");
    for (n, item) in items.iter().enumerate().take(ITEMS_MAX) {
        item.hold(held, &format!("items.{n}."));
        let source = &item.source;
        let checked = source.clone().checked(config.sources.as_deref(), config.hosts.as_ref());
        let field = format!("items.{n}.source");
        match checked {
            Err(rule) => held.hold(false, &field, rule),
            Ok(checked) => held.hold(checked == *source, &field, "written as a browser writes it"),
        }
        let is_kept = source.kind() != SourceKind::Screen;
        held.hold(is_kept, &field, "a screen has somebody who shows it");
    }
    let kept = items.iter().take(ITEMS_MAX);
    let kept: Vec<Item> =
        kept.map(|item| Item::of(item.clone(), "i000".into(), None, i64::MAX)).collect();
    let is_small = queue::bytes(&kept) <= QUEUE_BYTES_MAX;
    held.hold(is_small, "items", "131,072 bytes at most, as they are kept");
}
