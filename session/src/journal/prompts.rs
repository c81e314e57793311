//! Questions to write about: ten categories, three levels, three each.
//!
//! A prompt's number is its place, and entries keep it: texts may be mended, and no
//! prompt ever moves or goes.

use uuid::Uuid;

use super::{Day, limits::PROMPT_REST_DAYS};
use crate::hash;

const LEVELS: usize = 3;
const EACH: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prompt {
    pub number: u16,
    pub category: &'static str,
    /// 1 asks for a line, 3 for a while.
    pub level: u8,
    pub text: &'static str,
}

/// A category, and its prompts level by level.
type Category = (&'static str, [[&'static str; EACH]; LEVELS]);

const TEXTS: [Category; 10] = [
    (
        "gratitude",
        [
            [
                "What small thing went well today?",
                "Who made your day a little easier?",
                "What did you enjoy eating, hearing or seeing today?",
            ],
            [
                "What do you have today that you once wished for?",
                "Which ordinary thing would you miss most if it were gone tomorrow?",
                "What did somebody do for you that you have not thanked them for yet?",
            ],
            [
                "Which hard time left you something you are glad of now?",
                "Write to somebody who shaped you, as if they would read it tonight.",
                "What have you been given that you could never have earned?",
            ],
        ],
    ),
    (
        "feelings",
        [
            [
                "Which one word fits today?",
                "Where in your body do you feel today?",
                "When today did you feel most at ease?",
            ],
            [
                "Which feeling came back more than once this week?",
                "What did you feel today and show nobody?",
                "What would you tell a friend who felt as you do now?",
            ],
            [
                "Which feeling do you avoid, and what do you do in its place?",
                "What has your anger been trying to protect?",
                "When did you last cry, and what was it really about?",
            ],
        ],
    ),
    (
        "people",
        [
            [
                "Who did you talk with today, and about what?",
                "Who would you like to hear from?",
                "What made you laugh with somebody lately?",
            ],
            [
                "Which friendship has changed, and how is that for you?",
                "What do you wish somebody close to you knew?",
                "Who are you most yourself with, and why?",
            ],
            [
                "Whom have you not forgiven, and what would it take?",
                "What did you learn about love in the home you grew up in?",
                "Which goodbye is still unfinished?",
            ],
        ],
    ),
    (
        "growth",
        [
            [
                "What did you learn today?",
                "What were you braver about than usual?",
                "What would you like to do a little better tomorrow?",
            ],
            [
                "Which habit is serving you, and which one is not?",
                "What did you change your mind about this year?",
                "What advice do you give and not follow?",
            ],
            [
                "Which story about yourself are you ready to stop telling?",
                "What would you attempt if nobody ever heard how it went?",
                "What did your largest mistake make possible?",
            ],
        ],
    ),
    (
        "plans",
        [
            [
                "What is the one thing that matters tomorrow?",
                "What can you cross off without doing it?",
                "What are you looking forward to?",
            ],
            [
                "What have you put off for longest, and what is its first small step?",
                "What would make this month a good one?",
                "What do you say yes to that you would rather not?",
            ],
            [
                "How do you want an ordinary day to look in five years?",
                "What are you working towards that is not your own wish?",
                "If you had one year free of worry about money, what would you do with it?",
            ],
        ],
    ),
    (
        "memories",
        [
            [
                "What did today remind you of?",
                "Which song takes you straight back somewhere?",
                "What was a favourite place of yours as a child?",
            ],
            [
                "Describe a room that you will not see again.",
                "Which day would you live once more, exactly as it was?",
                "What did you believe as a child that you miss believing?",
            ],
            [
                "What would the person you were ten years ago make of you now?",
                "Which memory do you and your family tell differently?",
                "What do you remember that nobody else alive does?",
            ],
        ],
    ),
    (
        "senses",
        [
            [
                "What can you hear right now?",
                "What was the light like today?",
                "What did the air smell of when you went outside?",
            ],
            [
                "Describe your way home as if to somebody who has never seen a street.",
                "What in nature did you notice this week?",
                "Which thing near you has a story, and what is it?",
            ],
            [
                "Sit still for five minutes, then write what passed through you.",
                "Describe somebody you love without saying what they look like.",
                "Where do you feel at home, and what tells your body so?",
            ],
        ],
    ),
    (
        "work",
        [
            [
                "What did you finish today?",
                "What took more strength than it should have?",
                "What did you do today that nobody saw?",
            ],
            [
                "When did you last lose track of time while working?",
                "What would you stop doing if nobody expected it?",
                "What did you do lately that you are proud of?",
            ],
            [
                "What is your work for, beyond what it pays?",
                "What would you do differently if you began again?",
                "Which part of you has no place in what you do all day?",
            ],
        ],
    ),
    (
        "rest",
        [
            [
                "How did you sleep, and what helped or did not?",
                "When did you do nothing today?",
                "What gave you strength today?",
            ],
            [
                "What does your body ask for that you do not give it?",
                "Which worry can you set down until tomorrow?",
                "What is enough, for today?",
            ],
            [
                "What are you afraid would happen if you slowed down?",
                "What would you need to hear to truly rest?",
                "When do you feel that you have to earn your rest, and who taught you that?",
            ],
        ],
    ),
    (
        "imagination",
        [
            [
                "If today had a title, what would it be?",
                "Which animal was today?",
                "What would you ask a stranger who answers truly?",
            ],
            [
                "You may send one line to everybody you have ever met. What does it say?",
                "Invent a holiday that you would like to keep. What do people do?",
                "Which door would you open if you knew it led somewhere else?",
            ],
            [
                "Write the letter you would like to receive.",
                "Tell today as a legend that somebody hears in a hundred years.",
                "You meet yourself at eighty. What do the two of you talk about?",
            ],
        ],
    ),
];

const COUNT: usize = TEXTS.len() * LEVELS * EACH;

/// All of them, by number from 1.
pub const PROMPTS: [Prompt; COUNT] = {
    let mut prompts = [Prompt { number: 0, category: "", level: 0, text: "" }; COUNT];
    let mut at = 0;
    while at < COUNT {
        let (category, levels) = TEXTS[at / (LEVELS * EACH)];
        let level = at / EACH % LEVELS;
        #[expect(clippy::cast_possible_truncation, reason = "there are 90")]
        let (number, of) = (at as u16 + 1, level as u8 + 1);
        prompts[at] = Prompt { number, category, level: of, text: levels[level][at % EACH] };
        at += 1;
    }
    prompts
};

/// What every prompt's id begins with; its number is the rest of it (`UUIDv8`, RFC 9562).
const IDS: u128 = 0x5d0c_3b1e_74a2_8f06_9b51_0000_0000_0000;

impl Prompt {
    /// For whatever is in a prompt, as in other things that have an id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        Uuid::from_u128(IDS | u128::from(self.number))
    }
}

#[must_use]
pub fn numbered(number: u16) -> Option<&'static Prompt> {
    PROMPTS.get(usize::from(number).checked_sub(1)?)
}

/// Whoever is asked for a prompt, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Who it is: what is drawn for them is drawn again however often it is asked for.
    pub seed: &'a [u8],
    pub day: Day,
    pub level_max: u8,
    /// What days before that one had in the end: none of them is offered while there are
    /// others that rested.
    pub before: &'a [(Day, u16)],
}

/// The first prompt of a day.
#[must_use]
pub fn first(asked: Asked<'_>) -> &'static Prompt {
    fitting(asked).min_by_key(|prompt| place(asked, prompt)).unwrap_or(&PROMPTS[0])
}

/// The prompt of a day behind another of it. Each is at a later place than the one
/// before, so none of them comes twice, also where a day's writing changed the level
/// meanwhile; `None` behind the last.
#[must_use]
pub fn next(asked: Asked<'_>, shown: u16) -> Option<&'static Prompt> {
    let shown = place(asked, numbered(shown)?);
    let later = fitting(asked).map(|prompt| (place(asked, prompt), prompt));
    let later = later.filter(|(place, _)| *place > shown);
    later.min_by_key(|(place, _)| *place).map(|(_, prompt)| prompt)
}

fn fitting(asked: Asked<'_>) -> impl Iterator<Item = &'static Prompt> {
    PROMPTS.iter().filter(move |prompt| prompt.level <= asked.level_max.max(1))
}

/// In which order a day offers prompts, whatever its level: those that rested by
/// chance, and then the others, the longest ago first.
fn place(asked: Asked<'_>, prompt: &Prompt) -> (Option<Day>, u64, u16) {
    let Asked { seed, day, before, .. } = asked;
    let days = before.iter().filter(|(_, number)| *number == prompt.number);
    let last = days.map(|(day, _)| *day).filter(|last| *last < day).max();
    let tired = last.filter(|last| day.number() - last.number() < PROMPT_REST_DAYS);
    let drawn = [seed, &day.number().to_be_bytes(), &prompt.number.to_be_bytes()].concat();
    (tired, hash::stable(&drawn), prompt.number)
}

#[cfg(test)]
mod tests;
