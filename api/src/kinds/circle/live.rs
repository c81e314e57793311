//! Circles as sessions: who is what there, and what they say on a socket. It does what the
//! doors do, by the same code.

use downbeat_boot::clock;
use downbeat_live::{CommandError, Present};
use downbeat_session::{
    Kind, Role,
    kinds::circle::{Circle, Config, Rank, ReactionKind, Rights, live},
};
use downbeat_store::{Store, StoreError};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

use super::{
    limits::{self, Act},
    reactions::react,
    visit::{Visit, membership},
};
use crate::{
    access::{Permissions, Who},
    app::App,
    refusal::Refusal,
    socket::{
        Entry,
        saying::{Refused, refused},
    },
};

/// What somebody is at a circle.
pub async fn role(store: &Store, who: &Who, circle: Uuid) -> Result<Option<Role>, StoreError> {
    let Some(account) = who.account() else { return Ok(None) };
    let Some(record) = store.circle(circle).await? else { return Ok(None) };
    let member = store.circle_member(circle, account).await?;
    let config: Config = serde_json::from_value(record.config).map_err(StoreError::unreadable)?;
    let member = member.as_ref().and_then(|it| membership(it, clock::unix_ms()));
    let rights = Rights::of(config.kind, member, false);
    Ok(match rights.rank {
        Some(Rank::Owner) => Some(Role::Owner),
        Some(Rank::Admin | Rank::Moderator) => Some(Role::Moderator),
        Some(Rank::Member) => Some(Role::Participant),
        // One that is deleted is there for its members alone.
        None => (rights.reads && record.closing_ms.is_none()).then_some(Role::Viewer),
    })
}

/// The seat under which a member is shown to be here.
pub async fn seat_here(app: &App, entry: &Entry, kind: &str) -> Result<Option<String>, StoreError> {
    if kind != Circle::NAME || !entry.standing.may.has(Permissions::COMMAND) {
        return Ok(None);
    }
    let Some(account) = entry.who.account() else { return Ok(None) };
    let member = app.store.circle_member(entry.session, account).await?;
    Ok(member.map(|member| live::here(account, &member.name)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typing {
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    seq: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct React {
    item: Uuid,
    /// Null takes it away.
    #[serde(deserialize_with = "Option::deserialize")]
    kind: Option<ReactionKind>,
}

/// Says something at a circle.
pub async fn say(
    app: &App,
    entry: &Entry,
    (name, args): (&str, &Value),
) -> Result<Option<u64>, Refused> {
    let account = entry.who.account();
    let account = account.ok_or_else(|| refused("forbidden", "this is for members"))?;
    let place = (account, entry.session);
    match name {
        "typing" => types(app, place, given::<Typing>(args)?.on).await?,
        "read" => reads(app, place, given::<Read>(args)?.seq).await?,
        "react" => {
            let React { item, kind } = given(args)?;
            react(app, place, item, kind.map(Into::into)).await?;
        }
        _ => return Err(refused("malformed", "there is no such saying")),
    }
    Ok(None)
}

async fn types(app: &App, (user, circle): (Uuid, Uuid), is_on: bool) -> Result<(), Refused> {
    // First: whoever says so too often asks nothing of Postgres.
    limits::take(app, user, Act::Typing).await?;
    let visit = Visit::of(app, Some(user), circle, None).await?;
    visit.writing()?;
    let name = visit.member.as_ref().map_or("", |member| member.name.as_str());
    let present = Present { session: circle, seat: live::typing(user, name) };
    match app.hub.be(&present, is_on).await {
        // Nobody looks.
        Ok(()) | Err(CommandError::Cold) => Ok(()),
        Err(error) => Err(Refusal::from(error).into()),
    }
}

async fn reads(app: &App, (user, circle): (Uuid, Uuid), seq: i64) -> Result<(), Refused> {
    let visit = Visit::of(app, Some(user), circle, None).await?;
    visit.at_least(Rank::Member)?;
    app.store.set_read(circle, user, seq.max(0)).await.map_err(Refusal::from)?;
    Ok(())
}

fn given<T: DeserializeOwned>(args: &Value) -> Result<T, Refused> {
    T::deserialize(args).map_err(|error| refused("invalid", &error.to_string()))
}
