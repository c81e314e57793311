//! What is seen of a camp: once a second at most, and small enough for it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::{Hidden, State, config::Ticker, season::Season};
use crate::{
    Audience, Beside,
    kinds::mission::{
        Outcome,
        board::{
            Broadcasts, COUNTS, Counts, EXTENSION, LOBBIES, Lobby, OUT, Person, Scored, TICKER,
            Told, read, stand_in,
        },
        pack::{Named, Pack},
    },
};

/// Bytes as JSON of the lists that a view has, newest first as long as they fit:
/// with everything else, less than the kind's largest view.
const TICKER_BYTES_MAX: usize = 1_500;
const LOBBIES_BYTES_MAX: usize = 600;
const TOP_BYTES_MAX: usize = 500;
const HIDDEN_BYTES_MAX: usize = 300;
const TOP_MAX: usize = 5;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// How long a line that was asked for stands on the ticker.
const TEST_MS: i64 = 30_000;

#[derive(Debug, Serialize, JsonSchema)]
pub struct View<'a> {
    pub open: bool,
    /// Null where this release does not know it.
    pub pack: Option<Named>,
    /// The pack's words, by what code calls it.
    pub words: BTreeMap<&'a str, &'a str>,
    pub difficulties: &'a [u8],
    pub tick_ms: i64,
    /// How many survivors are out.
    pub out: u64,
    /// Since midnight, UTC.
    pub lost_today: u64,
    /// Newest first, up to 10.
    pub ticker: Vec<Line>,
    /// Where the ticker stands on a stream, and how many lines it has there.
    pub place: &'a Ticker,
    /// Parties that have not left yet, newest first, up to 10.
    pub lobbies: Vec<Lobby>,
    pub season: Option<SeasonShown<'a>>,
    /// For moderators: whose names were hidden here, newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Vec<&'a Hidden>>,
    /// For the owner: how the extension's broadcasts go; null before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<Option<Broadcasts>>,
    /// Grows with each change of what children say.
    pub seq: u64,
    /// Server time of this view.
    pub now_ms: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Line {
    pub at_ms: i64,
    /// Null for a line that the streamer asked for.
    pub mission: Option<Uuid>,
    pub tick: u32,
    pub name: String,
    pub outcome: Outcome,
    pub text: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct SeasonShown<'a> {
    pub title: &'a str,
    pub ends_ms: i64,
    /// Most salvage first, up to 5.
    pub top: Vec<Scored>,
}

impl<'a> View<'a> {
    pub(super) fn of(
        state: &'a State,
        beside: &'a Beside,
        audience: Audience,
        now_ms: i64,
    ) -> Self {
        let State { config, is_open, season, seasons: _, settled_ms: _, hidden, test_ms: _ } =
            state;
        let (pack, board) = (config.pack(), &beside.board);
        let counts = read::<Counts>(board.newest(&COUNTS)).next().unwrap_or_default();
        let names = Names { state, pack };
        let lobbies = read::<Lobby>(board.newest(&LOBBIES)).map(|lobby| Lobby {
            host: lobby.host.map(|host| Person { name: names.of(&host), ..host }),
            ..lobby
        });
        let shows_hidden = audience >= Audience::Moderator;
        let newest_hidden = hidden.iter().rev();
        let extension = || read::<Broadcasts>(board.newest(&EXTENSION)).next();
        Self {
            open: *is_open,
            pack: pack.map(Pack::name),
            words: pack.map(|pack| pack.words.terms().collect()).unwrap_or_default(),
            difficulties: &config.difficulties,
            tick_ms: config.tick_ms,
            out: board.count(&OUT),
            lost_today: if counts.day == now_ms / DAY_MS { counts.lost } else { 0 },
            ticker: fitting(names.lines(beside, now_ms), TICKER_BYTES_MAX),
            place: &config.ticker,
            lobbies: fitting(lobbies, LOBBIES_BYTES_MAX),
            season: season.as_ref().map(|season| SeasonShown::of(season, counts, &names)),
            hidden: shows_hidden.then(|| fitting(newest_hidden, HIDDEN_BYTES_MAX)),
            extension: (audience >= Audience::Owner).then(extension),
            seq: beside.seq(),
            now_ms,
        }
    }
}

impl<'a> SeasonShown<'a> {
    fn of(season: &'a Season, counts: Counts, names: &Names<'_>) -> Self {
        let Season { number, title, begun_ms: _, ends_ms } = season;
        let scored = counts.top.into_iter().filter(|_| counts.season == *number).take(TOP_MAX);
        let shown = scored.map(|one| {
            let Scored { survivor, name, salvage } = one;
            let person = Person { survivor, name };
            Scored { survivor, name: names.of(&person), salvage }
        });
        Self { title, ends_ms: *ends_ms, top: fitting(shown, TOP_BYTES_MAX) }
    }
}

/// What people are called here.
pub(super) struct Names<'a> {
    pub state: &'a State,
    pub pack: Option<&'static Pack>,
}

impl Names<'_> {
    fn of(&self, person: &Person) -> String {
        let is_hidden = self.state.hidden.iter().any(|one| one.survivor == person.survivor);
        match self.pack.filter(|_| is_hidden) {
            Some(pack) => stand_in(pack, person.survivor).to_owned(),
            None if is_hidden => String::new(),
            None => person.name.clone(),
        }
    }

    /// The newest lines, and one that was asked for, where it is newer.
    pub fn lines(&self, beside: &Beside, now_ms: i64) -> impl Iterator<Item = Line> {
        let told = read::<Told>(beside.board.newest(&TICKER)).map(|told| {
            let (name, text) = told.shown(|person| self.of(person));
            let Told { at_ms, mission, tick, outcome, .. } = told;
            Line { at_ms, mission: Some(mission), tick, name, outcome, text }
        });
        self.test_line(now_ms).into_iter().chain(told)
    }

    fn test_line(&self, now_ms: i64) -> Option<Line> {
        let at_ms = self.state.test_ms.filter(|at_ms| now_ms - at_ms < TEST_MS)?;
        let pack = self.pack?;
        let text = pack.encounters.first()?.texts.of(Outcome::Success).first()?;
        let (name, mate) = (pack.names.first()?, pack.words.get("alone")?);
        let text = text.replace("{me}", name).replace("{mate}", mate).replace("{find}", "1");
        let (name, outcome) = (name.clone(), Outcome::Success);
        Some(Line { at_ms, mission: None, tick: 0, name, outcome, text })
    }
}

/// The first of them, as many as fit.
pub(super) fn fitting<T: Serialize>(items: impl Iterator<Item = T>, bytes_max: usize) -> Vec<T> {
    let mut left = bytes_max;
    let mut fit = Vec::new();
    for item in items.take(10) {
        let bytes = serde_json::to_string(&item).map_or(0, |text| text.len() + 1);
        let Some(after) = left.checked_sub(bytes) else { break };
        left = after;
        fit.push(item);
    }
    fit
}
