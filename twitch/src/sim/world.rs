//! What the simulated Twitch remembers: accounts, tokens, what was allowed,
//! conduits and subscriptions.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use uuid::Uuid;

use super::sender::Address;
use crate::client::CHAT;

pub const MAX_CONDUITS: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    pub id: String,
    pub login: String,
    pub display_name: String,
}

impl Account {
    pub fn new(id: &str, login: &str) -> Self {
        Self { id: id.into(), login: login.to_lowercase(), display_name: login.into() }
    }
}

/// A code that waits to be exchanged.
pub struct Code {
    pub user: String,
    pub redirect: String,
}

/// Whose token it is; nobody's for an application's own.
pub struct Token {
    pub user: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Shard {
    pub id: String,
    pub status: String,
    #[serde(skip)]
    pub address: Option<Address>,
}

#[derive(Debug, Clone)]
pub struct Conduit {
    pub id: String,
    pub shards: Vec<Shard>,
    /// Shards that were taken away: Twitch goes on listing them for a while.
    pub left_over: Vec<Shard>,
}

#[derive(Debug, Clone)]
pub struct Subscription {
    pub id: String,
    pub kind: String,
    pub version: String,
    pub condition: BTreeMap<String, String>,
    pub conduit: String,
    pub status: String,
    pub created_at: String,
}

/// What the bot said in a chat.
#[derive(Debug, Clone, Serialize)]
pub struct SaidByBot {
    pub at_ms: i64,
    pub broadcaster_id: String,
    pub message: String,
}

#[derive(Default)]
pub struct World {
    pub accounts: BTreeMap<String, Account>,
    pub codes: HashMap<String, Code>,
    pub tokens: HashMap<String, Token>,
    /// Accounts that let the bot read along, and the bot, if it may.
    pub grants: HashSet<String>,
    pub conduits: Vec<Conduit>,
    pub subscriptions: Vec<Subscription>,
    pub said: Vec<SaidByBot>,
}

pub const ENABLED: &str = "enabled";

impl World {
    /// An account of that login, made if nobody has it.
    pub fn account(&mut self, login: &str) -> Account {
        let known = self.accounts.values().find(|account| account.login == login.to_lowercase());
        if let Some(known) = known {
            return known.clone();
        }
        let id = (90_000_000 + self.accounts.len()).to_string();
        let account = Account::new(&id, login);
        self.accounts.insert(id, account.clone());
        account
    }

    pub fn conduit(&mut self, id: &str) -> Option<&mut Conduit> {
        self.conduits.iter_mut().find(|conduit| conduit.id == id)
    }

    /// Where messages of a subscription go, while they can.
    pub fn address(&self, subscription: &Subscription) -> Option<Address> {
        let conduit = self.conduits.iter().find(|conduit| conduit.id == subscription.conduit)?;
        let shard = conduit.shards.iter().find(|shard| shard.status == ENABLED)?;
        shard.address.clone()
    }

    /// Any address that there is.
    pub fn any_address(&self) -> Option<Address> {
        let mut shards = self.conduits.iter().flat_map(|conduit| &conduit.shards);
        shards.find_map(|shard| shard.address.clone())
    }

    /// Channels whose chat is listened to, each with where it goes.
    pub fn channels(&self) -> Vec<(String, Address)> {
        let chats =
            self.subscriptions.iter().filter(|one| one.kind == CHAT && one.status == ENABLED);
        let channel = |one: &Subscription| {
            Some((one.condition.get("broadcaster_user_id")?.clone(), self.address(one)?))
        };
        chats.filter_map(channel).collect()
    }

    pub fn is_known(&self, kind: &str, condition: &BTreeMap<String, String>) -> bool {
        let same = |one: &Subscription| one.kind == kind && one.condition == *condition;
        self.subscriptions.iter().any(same)
    }
}

pub fn new_id() -> String {
    Uuid::new_v4().to_string()
}
