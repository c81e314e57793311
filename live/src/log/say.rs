//! Saying something: decided on a state, and taken by live Redis while it is that.

use downbeat_session::{Actor, Log, Say, SayLimits, Saying, Session, To, Unsaid};
use redis::{FromRedisValue, Value as Answered, from_redis_value};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::line::{LogLine, Own};
use crate::{
    Hot, Live, LiveError, Whom, key,
    redis::{call::Call, library::SAYINGS},
    session::{
        command::{ATTEMPTS, pause},
        known::{Base, Source},
    },
};

/// Something that somebody says at a session.
#[derive(Debug, Clone)]
pub struct Utterance {
    pub session: Uuid,
    pub name: String,
    pub args: Value,
    pub actor: Actor,
    /// How often it may be said.
    pub limits: SayLimits,
    /// The line that it names, where that is none of the newest.
    pub older: Option<LogLine>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Uttered {
    /// The number of a line, as its seat counts.
    pub n: Option<u64>,
    /// It is told with others of its name.
    pub together: Option<Together>,
    /// What the session is to be told of those who are here.
    pub tune: Option<Value>,
    /// Something of it waits for Postgres.
    pub is_kept: bool,
}

/// What is told with others of its name, within so long.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    pub name: &'static str,
    pub whom: Whom,
    pub within_ms: u64,
    /// The body, with the seat in it.
    pub body: Map<String, Value>,
}

#[derive(Debug, thiserror::Error)]
pub enum SayError {
    #[error("the session is cold")]
    Cold,
    #[error("it may not be said")]
    Unsaid(Unsaid),
    #[error("{message}")]
    Limited { code: &'static str, message: &'static str, retry_ms: u64 },
    #[error("there is no such line")]
    UnknownLine,
    /// The log of this life is to be brought from Postgres.
    #[error("the log is not here")]
    Unloaded { incarnation: u64 },
    /// The line, as the seat or all count it, or by its mark, is not among the newest.
    #[error("the line is an older one")]
    Older { counted: Line },
    #[error("the session changes too fast")]
    Contended,
    #[error("too much waits for Postgres")]
    Full,
    #[error(transparent)]
    Live(#[from] LiveError),
}

/// More seats would have lines of their own than a session has room for. To this one it
/// is as if it had said too much.
const CROWDED: SayError = SayError::Limited {
    code: "limited",
    message: "too many at once: wait a little",
    retry_ms: 60_000,
};

/// A line that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// By its number.
    Counted(u64),
    /// By its place.
    Marked(u64),
}

/// The newest lines, and the hidden ones of a seat.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Newest {
    pub lines: Vec<LogLine>,
    pub own: Own,
}

/// A word, the time, what belongs to it, and what is to be tuned.
type Said = (String, i64, Option<Vec<u8>>, Answered);

impl Live {
    /// Says it, or says why not.
    pub async fn utter(&self, said: &Utterance) -> Result<Uttered, SayError> {
        let mut base = match self.known.get(said.session) {
            Some(known) => Base { known, source: Source::Known },
            None => self.read_to_say(said.session).await?,
        };
        for attempt in 0..ATTEMPTS {
            let is_certain = base.is_certain(false);
            let moved = match self.try_to_say(said, &base.known.hot).await {
                Ok(Ok(uttered)) => {
                    // Who says something says more, and others answer.
                    if is_certain {
                        self.known.keep_read(base.known);
                    }
                    return Ok(uttered);
                }
                Ok(Err(moved)) => moved,
                // What is only known allows no other answer than the function's.
                Err(SayError::Unsaid(_)) if !is_certain => None,
                Err(SayError::Cold) => {
                    self.known.forget(said.session);
                    return Err(SayError::Cold);
                }
                Err(error) => return Err(error),
            };
            pause(attempt).await;
            base = match moved {
                Some(moved) => Base::read(moved, Source::Read(None)),
                None => self.read_to_say(said.session).await?,
            };
        }
        Err(SayError::Contended)
    }

    async fn read_to_say(&self, session: Uuid) -> Result<Base, SayError> {
        let hot = self.read(session).await?.ok_or(SayError::Cold)?;
        Ok(Base::read(hot, Source::Read(None)))
    }

    /// Inside: the session as it is, where that was another.
    async fn try_to_say(
        &self,
        said: &Utterance,
        hot: &Hot,
    ) -> Result<Result<Uttered, Option<Hot>>, SayError> {
        let shard = self.shard(said.session);
        let now_ms = self.now_ms(shard).max(hot.state_at_ms);
        let Utterance { name, args, actor, limits, .. } = said;
        let say = Say { name, args, actor, limits: *limits };
        let saying = hot.session.say(&say, now_ms).map_err(SayError::Unsaid)?;
        let target = match saying.log {
            Log::Unsay { own_ms, is_any, mark } => {
                let n = saying.line.map_or(0, |(_, n)| n);
                let line = mark.map_or(Line::Counted(n), Line::Marked);
                let target = self.target(said, hot, &saying.seat, line).await?;
                may_unsay(&target, (&saying.seat, is_any), now_ms - own_ms)?;
                Some(target)
            }
            Log::None | Log::Line { .. } => None,
        };
        let call = self.speaking(shard, hot, (&saying, target.as_ref()));
        let (word, _, more, trips): Said = self.call(&call).await?;
        Ok(match (word.as_str(), more) {
            ("ok", n) => Ok(uttered(&hot.session, &saying, n, &trips, now_ms)),
            ("moved", Some(state)) => {
                let moved = Hot::read(said.session, self.now_ms(shard), Some(&state), None, None)?;
                Err(moved.filter(Hot::stands_alone))
            }
            ("moved", None) => Err(None),
            ("cold", _) => return Err(SayError::Cold),
            ("unloaded", _) => {
                return Err(SayError::Unloaded { incarnation: hot.rev.incarnation });
            }
            ("waiting", _) => return Err(SayError::Full),
            ("unknown", _) => return Err(SayError::UnknownLine),
            ("crowded", _) => return Err(CROWDED),
            ("full", more) => return Err(limited(&saying, more.as_deref().unwrap_or_default())),
            (other, _) => {
                return Err(LiveError::Unreadable(format!("`speak` said {other}")).into());
            }
        })
    }

    /// The line that somebody takes back.
    async fn target(
        &self,
        said: &Utterance,
        hot: &Hot,
        seat: &str,
        line: Line,
    ) -> Result<LogLine, SayError> {
        let newest = self.newest_lines(said.session, seat).await?;
        let newest = newest.ok_or(SayError::Unloaded { incarnation: hot.rev.incarnation })?;
        let is_meant = |one: &&LogLine| match line {
            Line::Marked(q) => one.q == q,
            Line::Counted(seen) => match newest.own.as_counted(seen) {
                Some(n) => one.n == n && !one.is_hidden(),
                None => one.own == Some(seen) && one.seat == seat,
            },
        };
        let found = newest.lines.iter().find(is_meant).or(said.older.as_ref());
        let Some(found) = found else { return Err(SayError::Older { counted: line }) };
        Ok(found.clone())
    }

    /// The newest lines of a session, oldest first; `None` where its log is not here.
    pub async fn newest_lines(
        &self,
        session: Uuid,
        seat: &str,
    ) -> Result<Option<Newest>, LiveError> {
        let shard = self.shard(session);
        let mut fields = redis::cmd("HMGET");
        fields.arg(key::log(shard, session)).arg("q").arg(format!("own:{seat}"));
        let mut range = redis::cmd("ZRANGE");
        range.arg(key::lines(shard, session)).arg(0).arg(-1);
        let mut answers = self.query_all::<Answered>(vec![fields, range]).await?.into_iter();
        let mut next = || answers.next().unwrap_or(Err(LiveError::Silent));
        let (fields, records) = (next()?, next()?);
        let fields: Vec<Option<Vec<u8>>> = from_redis_value(fields)?;
        if fields.first().is_none_or(Option::is_none) {
            return Ok(None);
        }
        let own = fields.get(1).and_then(Option::as_deref).map(Own::read).unwrap_or_default();
        let records: Vec<Vec<u8>> = from_redis_value(records)?;
        let lines = records.iter().map(|record| serde_json::from_slice(record));
        Ok(Some(Newest { lines: lines.collect::<Result<_, _>>()?, own }))
    }

    fn speaking(
        &self,
        shard: u16,
        hot: &Hot,
        (saying, target): (&Saying, Option<&LogLine>),
    ) -> Call {
        let (id, seat) = (hot.id, saying.seat.as_str());
        let seat_json = Value::from(seat).to_string();
        let head =
            format!(r#"{{"type":"said","name":"{}","seat":{seat_json},"at_ms":"#, saying.name);
        let body = Value::Object(saying.body.clone()).to_string();
        let body = body.strip_suffix('}').unwrap_or(&body).to_owned();
        let comma = if saying.body.is_empty() { "" } else { "," };
        let member =
            saying.line.map(|(member, _)| format!(r#"{comma}"{member}":"#)).unwrap_or_default();
        let what = match (saying.log, target) {
            (Log::None, _) => "",
            (Log::Line { .. }, _) if matches!(saying.to, To::Themselves) => "hidden",
            (Log::Line { .. }, _) => "line",
            (Log::Unsay { .. }, Some(target)) if target.is_hidden() => "unsay_hidden",
            (Log::Unsay { .. }, _) => "unsay",
        };
        let days = if let Log::Line { days } = saying.log { days } else { 0 };
        // What is told together is told by whoever gathers it.
        let whom = match (saying.together_ms, target) {
            (Some(_), _) => Vec::new(),
            (None, Some(target)) if target.is_hidden() => {
                Whom::Named(vec![target.seat.clone()]).to_bytes()
            }
            (None, _) => whom(saying).map(|whom| whom.to_bytes()).unwrap_or_default(),
        };
        let reference = target
            .map_or(saying.line.map(|(_, n)| n), |target| Some(target.own.unwrap_or(target.n)));
        let removed = target.map(|target| json!(target.removed()).to_string());
        let call = Call::new(&SAYINGS, "speak")
            .key(key::state(shard, id))
            .key(key::line(shard))
            .key(key::log(shard, id))
            .key(key::lines(shard, id))
            .key(key::waiting(shard))
            .key(key::waiting_bytes(shard))
            .key(key::trips(shard, id))
            .key(key::tuned(shard, id));
        let windows = saying.windows.iter();
        let call = call
            .keys(windows.clone().map(|window| key::seat_window(shard, id, seat, &window.name)));
        let call = call
            .arg(id.to_string())
            .arg(id.as_bytes().as_slice())
            .number(hot.rev.incarnation)
            .number(hot.rev.rev)
            .number(hot.state_at_ms)
            .number(u8::from(hot.stands_alone()))
            .arg(seat)
            .arg(seat_json)
            .arg(what)
            .arg(whom)
            .arg(marked(saying, target))
            .arg(head)
            .arg(body)
            .arg(member)
            .maybe(saying.notes.round_trip_ms)
            .number(u8::from(saying.notes.in_use))
            .arg(self.connection.publish_command())
            .arg(key::channel(shard))
            .maybe(reference)
            .maybe(target.map(|target| target.q))
            .maybe(target.map(|target| target.n))
            .arg(removed.unwrap_or_default())
            .number(days)
            .arg(heat(saying));
        windows.fold(call, |call, window| {
            call.number(window.most).number(window.ms * 1_000).number(window.burst_ms * 1_000)
        })
    }
}

/// Who is told; `None`: nobody is.
fn whom(saying: &Saying) -> Option<Whom> {
    match &saying.to {
        To::All => Some(Whom::Partakers),
        To::Seat(seat) => Some(Whom::Named(vec![seat.clone()])),
        To::Themselves => Some(Whom::Named(vec![saying.seat.clone()])),
        To::Nobody => None,
    }
}

/// Who is told of what others do not see.
fn marked(saying: &Saying, target: Option<&LogLine>) -> Vec<u8> {
    let is_hidden = match target {
        Some(target) => target.is_hidden(),
        None => saying.to == To::Themselves,
    };
    let mut seats = if is_hidden { saying.orderly.clone() } else { Vec::new() };
    if let Some(target) = target.filter(|_| is_hidden) {
        // Whoever said it hears of it as of any line of theirs, also if they keep order.
        seats.retain(|seat| *seat != target.seat);
        // Whoever takes back one of somebody else sees such lines.
        if target.seat != saying.seat {
            seats.push(saying.seat.clone());
        }
    }
    if seats.is_empty() { Vec::new() } else { Whom::Named(seats).to_bytes() }
}

fn heat(saying: &Saying) -> String {
    let heat = saying.notes.heat.as_ref();
    heat.map(|(item, at)| json!({ "item": item, "at": at }).to_string()).unwrap_or_default()
}

fn may_unsay(line: &LogLine, (seat, is_any): (&str, bool), since_ms: i64) -> Result<(), SayError> {
    if is_any || line.seat == seat && line.at_ms >= since_ms {
        return Ok(());
    }
    Err(SayError::Unsaid(Unsaid::forbidden()))
}

fn limited(saying: &Saying, more: &[u8]) -> SayError {
    let more = String::from_utf8_lossy(more);
    let (full, wait_ms) = more.split_once(':').unwrap_or_default();
    let at = full.parse::<usize>().unwrap_or(1).saturating_sub(1);
    let retry_ms = wait_ms.parse().unwrap_or(0);
    match saying.windows.get(at) {
        Some(window) => SayError::Limited { code: window.code, message: window.message, retry_ms },
        None => SayError::Full,
    }
}

fn uttered(
    session: &Session,
    saying: &Saying,
    n: Option<Vec<u8>>,
    trips: &Answered,
    now_ms: i64,
) -> Uttered {
    let n = n.and_then(|n| String::from_utf8(n).ok()?.parse().ok());
    let tune =
        tuning(trips, now_ms).and_then(|(mut trips, in_use)| session.tune(&mut trips, in_use));
    let is_kept = saying.log != Log::None || saying.notes.heat.is_some();
    let together = saying.together_ms.and_then(|within_ms| {
        let mut body = saying.body.clone();
        body.insert("seat".into(), saying.seat.as_str().into());
        Some(Together { name: saying.name, whom: whom(saying)?, within_ms, body })
    });
    Uttered { n, together, tune, is_kept }
}

/// Round trips of those who said so lately, and whether anybody talked.
fn tuning(trips: &Answered, now_ms: i64) -> Option<(Vec<u32>, bool)> {
    const LATELY_MS: i64 = 30_000;
    let fields = Vec::<(String, String)>::from_redis_value(trips.clone()).ok()?;
    let in_use = fields.iter().any(|(field, _)| field == "in_use");
    let trip = |(field, value): &(String, String)| {
        field.strip_prefix("trip:")?;
        let (trip_ms, at_ms) = value.split_once(':')?;
        let is_new = now_ms - at_ms.parse::<i64>().ok()? <= LATELY_MS;
        trip_ms.parse().ok().filter(|_| is_new)
    };
    Some((fields.iter().filter_map(trip).collect(), in_use))
}
