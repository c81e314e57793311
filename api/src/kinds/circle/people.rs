//! People of circles: who somebody is, and whom one follows, blocks and mutes.

use std::sync::Arc;

use downbeat_session::kinds::circle::limits::SHARED_CIRCLES_SHOWN;
use downbeat_store::{Regard, RegardCursor, RegardedPerson as Stored};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::{
    regards::{CircleRegards, unknown},
    visit::{LOOK, account},
};
use crate::{
    access::Caller,
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
};

pub struct People;

/// Somebody in circles.
#[derive(Debug, Object)]
struct CirclePerson {
    id: Uuid,
    name: String,
    /// What they say of themselves; may be empty.
    about: String,
    since_ms: i64,
    /// What you make of them; null of yourself.
    you: Option<CircleRegards>,
    /// That both of you are in, the one that was active last first; 20 at most.
    circles: Vec<CircleOfBoth>,
}

#[derive(Debug, Object)]
struct CircleOfBoth {
    id: Uuid,
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum CircleRegard {
    Follow,
    Block,
    Mute,
}

/// Somebody whom you follow, block or mute.
#[derive(Debug, Object)]
struct RegardedPerson {
    id: Uuid,
    name: String,
    at_ms: i64,
    /// When a mute ends; null of one that does not.
    until_ms: Option<i64>,
}

#[derive(Debug, Object)]
struct RegardedPeople {
    /// The last first.
    items: Vec<RegardedPerson>,
    next: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl People {
    /// Get a person
    ///
    /// Of circles: a member of one that you see, public or your own, or whom you follow,
    /// block or mute. Others are not there. Scope: `sessions:read`.
    #[oai(path = "/people/:id", method = "get")]
    async fn one(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<CirclePerson> {
        let user = account(&caller, LOOK)?;
        let person = app.store.circle_person(user, id.0).await?.ok_or_else(unknown)?;
        let (you, circles) = if person.id == user {
            (None, Vec::new())
        } else {
            let both = app.store.circles_of_both(user, person.id, SHARED_CIRCLES_SHOWN).await?;
            (Some(app.store.regards(user, person.id).await?.into()), both)
        };
        Ok(Json(CirclePerson {
            id: person.id,
            name: person.name,
            about: person.about,
            since_ms: person.since_ms,
            you,
            circles: circles.into_iter().map(|(id, name)| CircleOfBoth { id, name }).collect(),
        }))
    }

    /// List whom you follow, block or mute
    ///
    /// One of the three, `follow` if none is given; a thousand of each at most.
    /// Scope: `sessions:read`.
    #[oai(path = "/me/people", method = "get")]
    async fn mine(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        regard: Query<Option<CircleRegard>>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<RegardedPeople> {
        let user = account(&caller, LOOK)?;
        let regard = match regard.0.unwrap_or(CircleRegard::Follow) {
            CircleRegard::Follow => Regard::Follow,
            CircleRegard::Block => Regard::Block,
            CircleRegard::Mute => Regard::Mute,
        };
        let most = limit(most.0)?;
        let after = cursor.0.as_deref().map(read_cursor).transpose()?;
        let found = app.store.regarded(user, regard, after, most).await?;
        let is_full = u32::try_from(found.len()).is_ok_and(|count| count >= most);
        let next = found.last().filter(|_| is_full);
        let next = next.map(|last| format!("{}.{}", last.at_ms, last.id));
        let items = found.into_iter().map(shown).collect();
        Ok(Json(RegardedPeople { items, next }))
    }
}

fn shown(stored: Stored) -> RegardedPerson {
    let Stored { id, name, at_ms, until_ms } = stored;
    RegardedPerson { id, name, at_ms, until_ms }
}

fn read_cursor(text: &str) -> Result<RegardCursor, Refusal> {
    let read = || {
        let (at_ms, id) = text.split_once('.')?;
        Some(RegardCursor { at_ms: at_ms.parse().ok()?, id: id.parse().ok()? })
    };
    read().ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}
