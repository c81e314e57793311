//! What is said in a room: lines, reactions, signals, and what players and people
//! are just doing. None of it changes the room.
//!
//! Whoever is muted in the shadow goes through the same rules and windows as
//! anybody, and is told by the same path: what others would read or see of them
//! goes to themselves, and of lines to those who keep order. Signals, speaking and
//! reports are no writing, and go on.

use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{
    event::Event,
    limits::{
        DAY_MS, MENTIONS_MAX, REPEATED_MAX, REPEATED_MS, SECOND_MS, UNSAY_MS, WAITED_FOR_MAX,
    },
    rights::Right,
    seat::{Player, Seat},
    signal::{CANDIDATES_MAX, SIGNAL_BYTES_MAX},
    state::State,
    who::{Who, unknown_seat},
};
use crate::{
    Actor, Log, Notes, Notice, Rejection, Say, SayLimits, Saying, To, Unsaid, Window, hash,
    json::given, text,
};

pub const SAYINGS: &[&str] =
    &["line", "unsay", "typing", "reaction", "signal", "speaking", "report"];

const FIVE_S: u64 = 5_000;
const TEN_S: u64 = 10_000;
const MINUTE: u64 = 60_000;
/// Reactions of one seat that come together are one.
const BURST_MS: u64 = 2_000;
const REACTIONS_MS: u64 = 250;
const TYPING_MS: u64 = 1_000;
const REPORTS_MS: u64 = 2_000;
/// Where in an item reactions are counted together.
const HEAT_MS: i64 = 5 * SECOND_MS;
/// A round trip or a buffer that is longer is as good as that.
const REPORTED_MAX: u32 = 3_600_000;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LineArgs {
    text: String,
    reply: Option<u64>,
    #[serde(default)]
    mentions: Vec<String>,
    media_ms: Option<u32>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UnsayArgs {
    n: u64,
    /// The mark of a line that others do not see.
    shadow: Option<u64>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReactionArgs {
    emoji: String,
    media_ms: Option<u32>,
}

/// What two browsers tell each other, which is theirs to understand.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SignalArgs {
    to: String,
    description: Option<Map<String, Value>>,
    candidates: Option<Vec<Value>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TypingArgs {}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SpeakingArgs {
    on: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReportArgs {
    rtt_ms: u32,
    drift_ms: i32,
    buffer_ms: u32,
    player: Player,
}

/// Somebody in the room who says something.
struct Speaker<'a> {
    state: &'a State,
    seat: &'a str,
    limits: SayLimits,
    now_ms: i64,
}

pub fn say(state: &State, say: &Say<'_>, now_ms: i64) -> Result<Saying, Unsaid> {
    let who = Who::of(state, say.actor)?;
    let it = Speaker { state, seat: who.sits()?, limits: say.limits, now_ms };
    if state.is_closed {
        return Err(Rejection::new("closed", "the room is closed").into());
    }
    match say.name {
        "line" => it.line(read(say.args)?),
        "unsay" => Ok(it.unsay(&read(say.args)?, who.rights.has(Right::Mute))),
        "typing" => it.typing(&read(say.args)?),
        "reaction" => it.reaction(&read(say.args)?),
        "signal" => it.signal(read(say.args)?),
        "speaking" => it.speaking(&read(say.args)?),
        "report" => Ok(it.report(&read(say.args)?)),
        _ => Err(Unsaid::unknown()),
    }
}

/// Those who keep order see what others do not.
pub fn sees_hidden(state: &State, actor: &Actor) -> bool {
    Who::of(state, actor).is_ok_and(|who| who.rights.has(Right::Mute))
}

/// A lead that is as it was is not told again.
pub fn tune(state: &State, round_trips_ms: &mut [u32], in_use: bool) -> Option<Value> {
    let lead_ms = (!round_trips_ms.is_empty()).then(|| super::lead::lead_ms(round_trips_ms));
    let lead_ms = lead_ms.filter(|lead_ms| *lead_ms != state.lead_ms);
    (lead_ms.is_some() || in_use).then(|| json!({ "lead_ms": lead_ms, "in_use": in_use }))
}

/// Whoever is muted in the shadow is told nothing.
pub fn notices(event: &Event) -> Vec<Notice> {
    let (code, seat) = match event {
        Event::Muted { seat, shadow: false, .. } => ("muted", Some(seat)),
        Event::RoleSet { seat, .. } => ("role", Some(seat)),
        Event::Admitted { seat, .. } => ("admitted", Some(seat)),
        Event::IdleWarned => ("idle", None),
        _ => return Vec::new(),
    };
    vec![Notice { code, seats: seat.into_iter().cloned().collect() }]
}

/// A time that was planned is near: a word to all who take part.
#[must_use]
pub const fn reminder() -> Notice {
    Notice { code: "reminder", seats: Vec::new() }
}

impl Speaker<'_> {
    fn line(&self, args: LineArgs) -> Result<Saying, Unsaid> {
        let LineArgs { text, reply, mentions, media_ms } = args;
        let text = text.trim();
        self.state.check_line(self.seat, text, self.now_ms)?;
        if mentions.len() > MENTIONS_MAX {
            return Err(Rejection::new("too_large", "20 mentions at most").into());
        }
        if mentions.iter().any(|seat| self.state.seat(seat).is_none()) {
            return Err(unknown_seat("nobody has that seat").into());
        }
        let mut body = Map::new();
        body.insert("text".into(), text.into());
        if !mentions.is_empty() {
            body.insert("mentions".into(), mentions.into());
        }
        if let Some(media_ms) = media_ms {
            body.insert("media_ms".into(), place_ms(media_ms).into());
        }
        let mut windows = vec![
            Window::of("line", self.limits.lines_per_min, MINUTE),
            Window::of("line_burst", self.limits.lines_per_10_s, TEN_S),
        ];
        windows.extend(self.windows_of_text(text));
        Ok(Saying {
            to: self.to_readers(),
            orderly: self.orderly(),
            body,
            line: reply.map(|n| ("reply", n)),
            log: Log::Line { days: self.state.config.chat.days },
            windows,
            notes: Notes { in_use: true, ..Notes::default() },
            ..self.saying("line")
        })
    }

    /// Those who keep order may say things often.
    fn windows_of_text(&self, line: &str) -> Vec<Window> {
        let seat = self.state.seat(self.seat);
        if seat.is_some_and(|seat| self.state.rights(self.seat, seat).has(Right::Mute)) {
            return Vec::new();
        }
        let same = hash::stable(text::folded(line).as_bytes());
        let repeated = Window {
            name: format!("same:{same:x}"),
            most: u32::try_from(REPEATED_MAX).unwrap_or(u32::MAX),
            ms: REPEATED_MS.unsigned_abs(),
            burst_ms: 0,
            code: "repeated",
            message: "that was said before",
        };
        let slow_ms = u64::from(self.state.config.chat.slow_s) * SECOND_MS.unsigned_abs();
        let slow = Window {
            name: "slow".into(),
            most: u32::from(slow_ms > 0),
            ms: slow_ms.max(1),
            burst_ms: 0,
            code: "slow",
            message: "one line after the other, slowly",
        };
        vec![repeated, slow]
    }

    fn unsay(&self, args: &UnsayArgs, is_any: bool) -> Saying {
        Saying {
            orderly: self.orderly(),
            line: Some(("n", args.n)),
            log: Log::Unsay { own_ms: UNSAY_MS, is_any, mark: args.shadow.filter(|_| is_any) },
            windows: vec![Window::of("unsay", 30, MINUTE)],
            ..self.saying("unsay")
        }
    }

    fn typing(&self, _: &TypingArgs) -> Result<Saying, Unsaid> {
        self.state.check_writing(self.seat, self.now_ms)?;
        Ok(Saying {
            to: self.to_readers(),
            windows: vec![Window::of("typing", 20, TEN_S)],
            together_ms: Some(TYPING_MS),
            ..self.saying("typing")
        })
    }

    fn reaction(&self, args: &ReactionArgs) -> Result<Saying, Unsaid> {
        self.state.check_reaction(self.seat, &args.emoji)?;
        let seen = self.state.course.followed(self.now_ms);
        let media_ms =
            args.media_ms.map_or_else(|| seen.position_ms(self.now_ms).clamp(0, DAY_MS), place_ms);
        let mut body = Map::new();
        body.insert("emoji".into(), args.emoji.as_str().into());
        body.insert("media_ms".into(), media_ms.into());
        let to = self.to_readers();
        let item = seen.item.clone().filter(|_| to == To::All);
        let heat = item.map(|item| (item, media_ms / HEAT_MS));
        Ok(Saying {
            to,
            body,
            windows: vec![
                Window::of("reaction", self.limits.reactions_per_min, MINUTE).in_bursts(BURST_MS),
                Window::of("reaction_burst", 40, TEN_S),
            ],
            together_ms: Some(REACTIONS_MS),
            notes: Notes { heat, ..Notes::default() },
            ..self.saying("reaction")
        })
    }

    fn signal(&self, args: SignalArgs) -> Result<Saying, Unsaid> {
        let SignalArgs { to, description, candidates } = args;
        self.state.check_signal(self.seat, &to)?;
        let count = candidates.as_ref().map_or(0, Vec::len);
        let body = match (description, candidates) {
            (Some(description), None) => json!({ "description": description }),
            (None, Some(candidates)) => json!({ "candidates": candidates }),
            _ => {
                let message = "a signal has either a description or candidates";
                return Err(Rejection::new("malformed", message).into());
            }
        };
        if count > CANDIDATES_MAX || body.to_string().len() > SIGNAL_BYTES_MAX {
            let message = "a signal has 12 KiB and 20 candidates at most";
            return Err(Rejection::new("too_large", message).into());
        }
        let Value::Object(body) = body else { return Err(Unsaid::unknown()) };
        Ok(Saying {
            to: To::Seat(to),
            body,
            windows: vec![Window::of("signal", self.limits.signals_per_10_s, TEN_S)],
            ..self.saying("signal")
        })
    }

    fn speaking(&self, args: &SpeakingArgs) -> Result<Saying, Unsaid> {
        let talks = self.state.seat(self.seat).is_some_and(|seat| seat.voice.is_some());
        if !talks {
            return Err(Rejection::new("not_in_voice", "whoever speaks has joined voice").into());
        }
        let mut body = Map::new();
        body.insert("on".into(), args.on.into());
        Ok(Saying {
            body,
            windows: vec![Window::of("speaking", 20, TEN_S)],
            ..self.saying("speaking")
        })
    }

    fn report(&self, args: &ReportArgs) -> Saying {
        let ReportArgs { rtt_ms, drift_ms, buffer_ms, player } = args;
        let most = i32::try_from(REPORTED_MAX).unwrap_or(i32::MAX);
        let body = json!({
            "rtt_ms": rtt_ms.min(&REPORTED_MAX),
            "drift_ms": drift_ms.clamp(&-most, &most),
            "buffer_ms": buffer_ms.min(&REPORTED_MAX),
            "player": player,
        });
        let is_few = self.state.present().nth(WAITED_FOR_MAX).is_none();
        Saying {
            to: if is_few { To::All } else { To::Nobody },
            body: body.as_object().cloned().unwrap_or_default(),
            windows: vec![Window::of("report", self.limits.reports_per_5_s, FIVE_S)],
            together_ms: Some(REPORTS_MS),
            notes: Notes { round_trip_ms: Some(*rtt_ms), ..Notes::default() },
            ..self.saying("report")
        }
    }

    /// To all, unless others may not know that it is written.
    fn to_readers(&self) -> To {
        let seat = self.state.seat(self.seat);
        if seat.is_some_and(|seat| seat.is_in_shadow(self.now_ms)) {
            To::Themselves
        } else {
            To::All
        }
    }

    /// Others who keep order.
    fn orderly(&self) -> Vec<String> {
        let keeps_order = |(id, seat): &(&String, &Seat)| {
            id.as_str() != self.seat && self.state.rights(id, seat).has(Right::Mute)
        };
        self.state.present().filter(keeps_order).map(|(id, _)| id.clone()).collect()
    }

    fn saying(&self, name: &'static str) -> Saying {
        Saying {
            name,
            seat: self.seat.to_owned(),
            to: To::All,
            orderly: Vec::new(),
            body: Map::new(),
            line: None,
            log: Log::None,
            windows: Vec::new(),
            together_ms: None,
            notes: Notes::default(),
        }
    }
}

fn read<T: DeserializeOwned + JsonSchema>(args: &Value) -> Result<T, Unsaid> {
    let nothing = Value::Object(Map::new());
    given(if args.is_null() { &nothing } else { args }, "args").map_err(Unsaid::Invalid)
}

fn place_ms(media_ms: u32) -> i64 {
    i64::from(media_ms).min(DAY_MS)
}
