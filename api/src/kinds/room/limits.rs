//! The settings of rooms, and how much may be asked for at their doors.
//!
//! What opens nothing is counted by this process alone, as all guesses are; what costs
//! something is counted in live Redis, for all APIs together.

use std::{collections::HashMap, net::IpAddr, time::Duration};

use downbeat_boot::{Config, clock, settings::Rooms as Settings};
use downbeat_live::Quota;
use downbeat_session::{SayLimits, kinds::room::source::Hosts};
use hmac::{Hmac, Mac};
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::hosts::rule;
use crate::{
    access::{Buckets, Limit, Policy, Rate, place},
    app::App,
    refusal::Refusal,
};

const MINUTE: Duration = Duration::from_mins(1);
const HALF_HOUR: Duration = Duration::from_mins(30);
const HOUR: Duration = Duration::from_hours(1);
/// 128 bits.
const MEDIA_ID_BYTES: usize = 16;
/// How long live Redis may take to count.
const PATIENCE: Duration = Duration::from_secs(1);

pub struct Rooms {
    pub settings: Settings,
    /// Which hosts may be played from.
    pub hosts: Option<Hosts>,
    /// By which addresses are hashed: the first now, the others before keys were rotated.
    place_keys: Vec<[u8; 32]>,
    /// By which media are named, likewise.
    media_keys: Vec<[u8; 32]>,
    /// What media are called that were asked for, by id.
    pub media: Mutex<HashMap<String, String>>,
    /// Codes of no room, by address.
    codes: Option<Mutex<Buckets<IpAddr>>>,
    /// Wrong passwords, by address and room.
    passwords: Option<Mutex<Buckets<(IpAddr, Uuid)>>>,
}

impl Rooms {
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let settings = config.rooms.clone();
        let keys = |purpose: &str| {
            let key = |secret: &String| {
                let key = Sha256::new().chain_update(purpose).chain_update([0]);
                key.chain_update(secret).finalize().into()
            };
            config.secrets.keys.iter().map(key).collect()
        };
        Self {
            place_keys: keys("room_place"),
            media_keys: keys("room_media"),
            media: Mutex::default(),
            codes: bucket(settings.unknown_codes_per_hour, HOUR),
            passwords: bucket(settings.wrong_passwords_per_half_hour, HALF_HOUR),
            hosts: rule(&settings),
            settings,
        }
    }

    /// How often one seat may say what.
    pub const fn say_limits(&self) -> SayLimits {
        SayLimits {
            lines_per_min: self.settings.lines_per_min,
            lines_per_10_s: self.settings.lines_per_10_s,
            reactions_per_min: self.settings.reactions_per_min,
            signals_per_10_s: self.settings.signals_per_10_s,
            reports_per_5_s: self.settings.reports_per_5_s,
        }
    }

    /// An address as it is kept: nobody reads it from there.
    pub fn place(&self, address: Option<&str>) -> Option<[u8; 32]> {
        let place = place(address)?.to_string();
        self.place_keys.first().map(|key| keyed(key, &place))
    }

    /// An address as it was ever kept.
    pub fn places(&self, address: Option<&str>) -> Vec<Vec<u8>> {
        let place = place(address).map(|place| place.to_string());
        let each = |place: String| self.place_keys.iter().map(move |key| keyed(key, &place).into());
        place.into_iter().flat_map(each).collect()
    }

    /// What a file in the folder of media is called by: now, and before keys were rotated.
    pub fn media_ids<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        self.media_keys.iter().map(|key| hex::encode(&keyed(key, name)[..MEDIA_ID_BYTES]))
    }

    /// Whether codes may be tried from there.
    pub fn may_try_codes(&self, address: Option<&str>) -> Result<(), Refusal> {
        may(self.codes.as_ref(), &somewhere(address))
    }

    /// A code was none.
    pub fn unknown_code(&self, address: Option<&str>) {
        add(self.codes.as_ref(), somewhere(address));
    }

    /// Whether passwords of a room may be tried from there.
    pub fn may_try_passwords(&self, address: Option<&str>, room: Uuid) -> Result<(), Refusal> {
        may(self.passwords.as_ref(), &(somewhere(address), room))
    }

    /// A password was wrong.
    pub fn wrong_password(&self, address: Option<&str>, room: Uuid) {
        add(self.passwords.as_ref(), (somewhere(address), room));
    }
}

fn keyed(key: &[u8; 32], text: &str) -> [u8; 32] {
    // A key of any length is one.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!());
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

/// All whose address is not known are one place.
fn somewhere(address: Option<&str>) -> IpAddr {
    place(address).unwrap_or(IpAddr::from([0, 0, 0, 0]))
}

fn bucket<K: Eq + std::hash::Hash>(most: u32, window: Duration) -> Option<Mutex<Buckets<K>>> {
    let rate = Rate { most: most.into(), a_second: f64::from(most) / window.as_secs_f64() };
    (most > 0).then(|| Mutex::new(Buckets::new(rate)))
}

fn may<K: Eq + std::hash::Hash>(of: Option<&Mutex<Buckets<K>>>, key: &K) -> Result<(), Refusal> {
    let Some(buckets) = of else { return Ok(()) };
    let wait = buckets.lock().wait(clock::monotonic(), key);
    if wait.is_zero() { Ok(()) } else { Err(Refusal::limited(wait)) }
}

fn add<K: Eq + std::hash::Hash>(of: Option<&Mutex<Buckets<K>>>, key: K) {
    if let Some(buckets) = of {
        buckets.lock().add(clock::monotonic(), key);
    }
}

/// Counts somebody who joins, by where they are.
pub async fn joins(app: &App, limit: &Limit, address: Option<&str>) -> Result<(), Refusal> {
    let most = app.kinds.rooms.settings.joins_per_min;
    let who = format!("room_joins:{}", somewhere(address));
    count(app, limit, (&who, "joins"), most, MINUTE).await
}

/// Counts a room that somebody makes.
pub async fn makes(app: &App, limit: &Limit, who: &str) -> Result<(), Refusal> {
    let most = app.kinds.rooms.settings.made_per_hour;
    count(app, limit, (&format!("room_makes:{who}"), "rooms"), most, HOUR).await
}

/// Counts a pass for relays that somebody takes.
pub async fn ice(app: &App, limit: &Limit, who: &str) -> Result<(), Refusal> {
    let most = app.kinds.rooms.settings.ice_per_hour;
    count(app, limit, (&format!("room_ice:{who}"), "ice"), most, HOUR).await
}

/// One more, over all APIs; where it cannot be counted it is not refused for that.
async fn count(
    app: &App,
    limit: &Limit,
    (who, name): (&str, &'static str),
    most: u32,
    window: Duration,
) -> Result<(), Refusal> {
    if most == 0 {
        return Ok(());
    }
    let taken = clock::timeout(PATIENCE, app.live.take(who, Quota { most, window })).await;
    let Ok(Ok(taken)) = taken else { return Ok(()) };
    if taken.is_allowed {
        return Ok(());
    }
    let window_s = u32::try_from(window.as_secs()).unwrap_or(u32::MAX);
    limit.note_as(Policy { name, most, window_s }, taken)
}
