//! A kind, as the registry lists it: what can be done without a session.

use schemars::{
    JsonSchema, Schema,
    generate::{Contract, SchemaSettings},
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    Beside, Channel, Delivery, Example, Fact, Kind, List, Problem, Role, Row, Session, Table,
    Unreadable,
    typed::{CONFIGURED, Typed, misread, too_deep, typed},
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
    pub channel: Option<Channel>,
    pub state_bytes_max: usize,
    pub view_bytes_max: usize,
    /// Lists of the boards of its sessions.
    pub board: &'static [List],
    /// Whether its sessions are children of others.
    pub is_inner: bool,
    /// Events that are sent to the owner's own backend.
    pub sent: &'static [&'static str],
    /// Tables that its events write to, and what each writes there.
    pub tables: &'static [&'static Table],
    pub rows: fn(&Fact<'_, Value>) -> Result<Vec<Row>, Unreadable>,
    pub example: fn() -> Example<Value>,
    pub largest: fn() -> Example<Value>,
    /// The config in full, with what was left out at its default.
    pub check: fn(&Value) -> Result<Value, Vec<Problem>>,
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
            channel: K::CHANNEL,
            state_bytes_max: K::STATE_BYTES_MAX,
            view_bytes_max: K::VIEW_BYTES_MAX,
            board: K::BOARD,
            is_inner: K::IS_INNER,
            sent: K::SENT,
            tables: K::TABLES,
            rows: rows::<K>,
            example: || erased(K::example()),
            largest: || erased(K::largest()),
            check: check::<K>,
            open: open::<K>,
            read: read::<K>,
            config_schema: schema::<K::Config>,
            command_schema: || schemars::schema_for!(K::Command),
            view_schema: || schema::<K::View<'static>>(Contract::Serialize),
        }
    }
}

fn schema<T: JsonSchema>(contract: Contract) -> Schema {
    let settings = SchemaSettings::default().with(|settings| settings.contract = contract);
    settings.into_generator().into_root_schema_for::<T>()
}

fn erased<C: Serialize>(example: Example<C>) -> Example<Value> {
    let Example { config, commands, secrets } = example;
    Example { config: serde_json::to_value(config).unwrap_or_default(), commands, secrets }
}

fn check<K: Kind>(config: &Value) -> Result<Value, Vec<Problem>> {
    if let Some(problem) = too_deep(config, "config") {
        return Err(vec![problem]);
    }
    let config: K::Config = serde_path_to_error::deserialize(config)
        .map_err(|error| vec![misread(&error, "config")])?;
    let problems = K::check(&config);
    if !problems.is_empty() {
        return Err(problems);
    }
    let session: Session = Typed::<K> { config_version: 1, state: K::open(&config, 0) }.into();
    let (state_bytes, view_bytes) =
        (session.to_bytes().len(), session.view_bytes(&Beside::default(), 0));
    match session.too_large("config", state_bytes, view_bytes) {
        Some(problem) => Err(vec![problem]),
        None => Ok(serde_json::to_value(&config).unwrap_or_default()),
    }
}

fn open<K: Kind>(config: &Value, version: u64, now_ms: i64) -> Result<Session, Unreadable> {
    let config: K::Config = typed::<K, _>("config", config.clone())?;
    let state = K::open(&config, now_ms);
    Ok(Typed::<K> { config_version: version, state }.into())
}

fn rows<K: Kind>(fact: &Fact<'_, Value>) -> Result<Vec<Row>, Unreadable> {
    let Fact { session, at_ms, actor, event } = *fact;
    if K::TABLES.is_empty() || event["name"] == CONFIGURED {
        return Ok(Vec::new());
    }
    let event: K::Event = typed::<K, _>("event", event.clone())?;
    Ok(K::rows(&Fact { session, at_ms, actor, event: &event }))
}

fn read<K: Kind>(bytes: &[u8]) -> Result<Session, Unreadable> {
    let typed: Typed<K> = serde_json::from_slice(bytes).map_err(|source| Unreadable {
        kind: K::NAME,
        what: "state",
        source,
    })?;
    Ok(typed.into())
}
