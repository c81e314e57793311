//! The resolver and the packs, held to the page's vectors, to a second
//! implementation and to their balance.

mod balance;
mod long_ebb;
mod naive;
mod random;
mod refusals;
mod same;
mod stepwise;
mod stories;
mod tiny;
mod vectors;

use std::sync::LazyLock;

use serde_json::Value;

use super::{
    Stats,
    pack::{Pack, SHIPPED},
    resolver::Sheet,
};

static LONG_EBB: LazyLock<Pack> = LazyLock::new(|| Pack::read(SHIPPED[0].1).unwrap());
static LONG_EBB_JSON: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(SHIPPED[0].1).unwrap());

fn sheet([craft, grit, heart]: [i64; 3], knacks: &[&str]) -> Sheet {
    Sheet {
        stats: Stats { craft, grit, heart },
        knacks: knacks.iter().map(ToString::to_string).collect(),
        hurt: false,
        marks: 0,
        caution: 3,
    }
}
