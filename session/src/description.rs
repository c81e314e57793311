//! A kind, as the registry lists it: what can be done without a session.

use schemars::{
    JsonSchema, Schema,
    generate::{Contract, SchemaSettings},
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    Actor, Beside, Channel, Delivery, Example, Fact, Kind, List, Note, Problem, Retold, Role, Row,
    Session, Table, Unreadable, json,
    typed::{CONFIGURED, Typed},
};

/// One kind, as the registry lists it.
#[derive(Clone, Copy)]
pub struct Description {
    pub name: &'static str,
    pub delivery: Delivery,
    pub rejections: &'static [&'static str],
    pub commands: &'static [&'static str],
    /// Whether a role may send a command at all.
    pub may: fn(Role, &str) -> bool,
    /// What may be said there.
    pub sayings: &'static [&'static str],
    /// Under which seat it is told who is here.
    pub presence: fn(&Actor) -> Option<String>,
    /// What stands on its own board for as long as a seat is here.
    pub stands: fn(&str) -> Option<Note>,
    pub channel: Option<Channel>,
    /// What anybody who is known is there.
    pub anybody: Option<Role>,
    /// Roles that links may have.
    pub links: &'static [Role],
    pub state_bytes_max: usize,
    pub view_bytes_max: usize,
    /// Lists of the boards of its sessions.
    pub board: &'static [List],
    /// Where its sessions say how it goes that they are broadcast, if they are.
    pub broadcasts: Option<&'static List>,
    /// Whether somebody without an account may make one.
    pub is_for_guests: bool,
    /// Whether its sessions are children of others.
    pub is_inner: bool,
    /// Whether its sessions are nothing but what rows say.
    pub is_of_rows: bool,
    /// Events that are sent to the owner's own backend.
    pub sent: &'static [&'static str],
    /// Events that Downbeat itself acts upon.
    pub followed: &'static [&'static str],
    /// Members of its events that are kept and shown to nobody.
    pub secrets: &'static [&'static str],
    /// Its events that all who take part may read afterwards.
    pub retold: &'static [Retold],
    /// Tables that its events write to, and what each writes there.
    pub tables: &'static [&'static Table],
    pub rows: fn(&Fact<'_, Value>) -> Result<Vec<Row>, Unreadable>,
    pub example: fn() -> Example<Value>,
    pub largest: fn() -> Example<Value>,
    /// The config in full, with what was left out at its default.
    pub check: fn(&Value) -> Result<Value, Vec<Problem>>,
    /// What of two configs differs that stands once a session has begun.
    pub rules_changed: fn(&Value, &Value) -> Result<Vec<Problem>, Unreadable>,
    pub open: fn(&Value, version: u64, now_ms: i64) -> Result<Session, Unreadable>,
    pub read: fn(&[u8]) -> Result<Session, Unreadable>,
    /// As it is given, with what may be left out, or as it is told.
    pub config_schema: fn(Contract) -> Schema,
    pub command_schema: fn() -> Schema,
    pub view_schema: fn() -> Schema,
}

impl Description {
    #[must_use]
    pub const fn of<K: Kind>() -> Self {
        Self {
            name: K::NAME,
            delivery: K::DELIVERY,
            rejections: K::REJECTIONS,
            commands: K::COMMANDS,
            may: K::may,
            sayings: K::SAYINGS,
            presence: K::presence,
            stands: K::stands,
            channel: K::CHANNEL,
            anybody: K::ANYBODY,
            links: K::LINKS,
            state_bytes_max: K::STATE_BYTES_MAX,
            view_bytes_max: K::VIEW_BYTES_MAX,
            board: K::BOARD,
            broadcasts: K::BROADCASTS,
            is_for_guests: K::IS_FOR_GUESTS,
            is_inner: K::IS_INNER,
            is_of_rows: K::IS_OF_ROWS,
            sent: K::SENT,
            followed: K::FOLLOWED,
            secrets: K::SECRETS,
            retold: K::RETOLD,
            tables: K::TABLES,
            rows: rows::<K>,
            example: || erased(K::example()),
            largest: || erased(K::largest()),
            check: check::<K>,
            rules_changed: rules_changed::<K>,
            open: open::<K>,
            read: read::<K>,
            config_schema: schema::<K::Config>,
            command_schema: || schemars::schema_for!(K::Command),
            view_schema: || schema::<K::View<'static>>(Contract::Serialize),
        }
    }
}

impl Description {
    /// Whether people make its sessions, and list them.
    #[must_use]
    pub const fn is_made(&self) -> bool {
        !self.is_inner && !self.is_of_rows
    }

    /// An event of its as somebody may see it.
    #[must_use]
    pub fn shown(&self, mut event: Value) -> Value {
        if let Some(members) = event.as_object_mut().filter(|_| !self.secrets.is_empty()) {
            members.retain(|name, _| !self.secrets.contains(&name.as_str()));
        }
        event
    }

    /// An event of its as all who take part may read it, if they may.
    #[must_use]
    pub fn retell(&self, event: &Value) -> Option<Map<String, Value>> {
        let retold = self.retold.iter().find(|retold| event["name"] == retold.event)?;
        Some(retold.of(event))
    }
}

pub(crate) fn schema<T: JsonSchema>(contract: Contract) -> Schema {
    let settings = SchemaSettings::default().with(|settings| settings.contract = contract);
    settings.into_generator().into_root_schema_for::<T>()
}

fn erased<C: Serialize>(example: Example<C>) -> Example<Value> {
    let Example { config, commands, secrets } = example;
    Example { config: serde_json::to_value(config).unwrap_or_default(), commands, secrets }
}

fn check<K: Kind>(config: &Value) -> Result<Value, Vec<Problem>> {
    let config: K::Config = json::given(config, "config")?;
    let problems = K::check(&config);
    if !problems.is_empty() {
        return Err(problems);
    }
    let session: Session =
        Typed::<K> { config_version: 1, unseen: 0, state: K::open(&config, 0) }.into();
    let (state_bytes, view_bytes) =
        (session.to_bytes().len(), session.view_bytes(&Beside::default(), 0));
    match session.too_large("config", state_bytes, view_bytes) {
        Some(problem) => Err(vec![problem]),
        None => Ok(serde_json::to_value(&config).unwrap_or_default()),
    }
}

fn rules_changed<K: Kind>(from: &Value, to: &Value) -> Result<Vec<Problem>, Unreadable> {
    let from = json::stored::<K, K::Config>("config", from)?;
    let to = json::stored::<K, K::Config>("config", to)?;
    Ok(K::rules_changed(&from, &to))
}

fn open<K: Kind>(config: &Value, version: u64, now_ms: i64) -> Result<Session, Unreadable> {
    let config: K::Config = json::stored::<K, _>("config", config)?;
    let state = K::open(&config, now_ms);
    Ok(Typed::<K> { config_version: version, unseen: 0, state }.into())
}

fn rows<K: Kind>(fact: &Fact<'_, Value>) -> Result<Vec<Row>, Unreadable> {
    let Fact { session, at_ms, actor, event } = *fact;
    if K::TABLES.is_empty() || event["name"] == CONFIGURED {
        return Ok(Vec::new());
    }
    let event: K::Event = json::stored::<K, _>("event", event)?;
    Ok(K::rows(&Fact { session, at_ms, actor, event: &event }))
}

fn read<K: Kind>(bytes: &[u8]) -> Result<Session, Unreadable> {
    let typed: Typed<K> = json::stored_text::<K, _>("state", bytes)?;
    Ok(typed.into())
}
