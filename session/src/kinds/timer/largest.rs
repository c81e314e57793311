//! The largest timer that its limits allow: as many as there may be, with names
//! and notes as long as the view and the state of all have room for.

use serde_json::{Map, json};

use super::{Config, Mode, OnEnd, Participant, Warnings};
use crate::Example;

pub fn largest() -> Example<Config> {
    let note = "n".repeat(400);
    let player = |n: usize| Participant {
        id: Some(format!("{n:04}")),
        name: format!("{n:04}{}", "時".repeat(56)),
        group: None,
        color: Some("#0f172a".into()),
        budget_ms: Some(86_400_000),
        meta: Some(Map::from_iter([("note".into(), note.clone().into())])),
    };
    let config = Config {
        mode: Mode::PerParticipant,
        title: Some("時".repeat(60)),
        participants: (0..1_000).map(player).collect::<Vec<_>>().into(),
        budget_ms: Some(86_400_000),
        increment: None,
        stages: Vec::new(),
        max_ms: None,
        on_end: OnEnd::EndSession { outcome: "o".repeat(100), winner_by: None },
        auto_advance: false,
        cycles: None,
        warnings: Warnings { low_ms: Some(30_000), critical_ms: Some(10_000) },
        offline_grace_ms: None,
        idle_end_ms: None,
    };
    let commands = vec![("start", json!({})), ("switch", json!({})), ("pause", json!({}))];
    Example { config, commands, secrets: Vec::new() }
}
