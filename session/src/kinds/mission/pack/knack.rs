//! What a survivor knows to do, and what that changes.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{check::Findings, encounter::Encounter};
use crate::kinds::mission::Stat;

const KNACKS_MAX: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knack {
    pub id: String,
    /// The level from which on it can be carried.
    pub level: i64,
    pub on: On,
    pub op: Op,
    /// Points or bp that it adds, or percent.
    pub amount: i64,
    pub scope: Scope,
}

/// What a knack changes, as `all`, `family:wreck`, `tag:dark`, `stat:craft`,
/// `harm`, `xp` or `salvage`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum On {
    All,
    Family(String),
    Tag(String),
    Stat(Stat),
    Harm,
    Xp,
    Salvage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    Add,
    Mul,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    #[serde(rename = "self")]
    Own,
    Team,
}

impl On {
    /// Whether it changes the chance at an encounter.
    #[must_use]
    pub fn applies(&self, encounter: &Encounter) -> bool {
        match self {
            Self::All => true,
            Self::Family(family) => *family == encounter.family,
            Self::Tag(tag) => encounter.has_tag(tag),
            Self::Stat(_) | Self::Harm | Self::Xp | Self::Salvage => false,
        }
    }
}

impl TryFrom<String> for On {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ok(match text.split_once(':').unwrap_or((&text, "")) {
            ("all", "") => Self::All,
            ("harm", "") => Self::Harm,
            ("xp", "") => Self::Xp,
            ("salvage", "") => Self::Salvage,
            ("family", family) => Self::Family(family.to_owned()),
            ("tag", tag) => Self::Tag(tag.to_owned()),
            ("stat", name) => {
                let stat = Stat::ALL.into_iter().find(|stat| stat.name() == name);
                Self::Stat(stat.ok_or_else(|| format!("`{name}` is no stat"))?)
            }
            _ => return Err(format!("a knack cannot be on `{text}`")),
        })
    }
}

impl From<On> for String {
    fn from(on: On) -> Self {
        match on {
            On::All => "all".to_owned(),
            On::Family(family) => format!("family:{family}"),
            On::Tag(tag) => format!("tag:{tag}"),
            On::Stat(stat) => format!("stat:{}", stat.name()),
            On::Harm => "harm".to_owned(),
            On::Xp => "xp".to_owned(),
            On::Salvage => "salvage".to_owned(),
        }
    }
}

pub(super) fn check(knacks: &[Knack], encounters: &[Encounter], findings: &mut Findings) {
    findings.hold(knacks.len() <= KNACKS_MAX, "knacks", || {
        format!("{} of at most {KNACKS_MAX}", knacks.len())
    });
    findings.unique(knacks.iter().map(|knack| knack.id.as_str()), "knacks");
    let families: HashSet<_> = encounters.iter().map(|met| met.family.as_str()).collect();
    let tags: HashSet<_> =
        encounters.iter().flat_map(|met| &met.tags).map(String::as_str).collect();
    for (n, knack) in knacks.iter().enumerate() {
        let Knack { id, level, on, op, amount, scope } = knack;
        let place = format!("knacks.{n}");
        findings.id(id, format!("{place}.id"));
        findings.within(*level, [1, 20], format!("{place}.level"));
        let most = match (op, on) {
            (Op::Add, On::Stat(_)) => 20,
            (Op::Add, _) => 10_000,
            (Op::Mul, _) => 99,
        };
        findings.within(*amount, [-most, most], format!("{place}.amount"));
        let is_met = match on {
            On::Family(family) => families.contains(family.as_str()),
            On::Tag(tag) => tags.contains(tag.as_str()),
            On::All | On::Stat(_) | On::Harm | On::Xp | On::Salvage => true,
        };
        findings.hold(is_met, format!("{place}.on"), || "no encounter has it".to_owned());
        // What the resolver would pass over is a mistake of whoever wrote it.
        let counts = match on {
            On::Stat(_) => *op == Op::Add,
            On::Xp | On::Salvage => *op == Op::Mul,
            On::All | On::Family(_) | On::Tag(_) | On::Harm => true,
        };
        findings.hold(counts, format!("{place}.op"), || "changes nothing there".to_owned());
        let is_own = *scope == Scope::Own || !matches!(on, On::Xp | On::Salvage);
        findings.hold(is_own, format!("{place}.scope"), || "is each one's own there".to_owned());
    }
}
