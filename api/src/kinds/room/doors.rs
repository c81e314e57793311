//! How a room is come into: its code, the word that stands for it, its password.

use std::sync::Arc;

use downbeat_store::{Room, StoreError, Transaction};
use poem::{Request, web::Data};
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};

use super::{
    CODES_MAX,
    found::{found, slug},
    no_code, password,
    seats::tell_code,
    shown::url,
};
use crate::{
    access::{Caller, Permissions, passwords},
    app::App,
    code,
    refusal::{FieldError, Refusal},
    session::found::stored,
};

pub struct Keys;

#[derive(Debug, Object)]
struct PasswordBody {
    /// 1 to 100 characters; null takes it away.
    password: Option<String>,
}

#[derive(Debug, Object)]
struct SlugBody {
    /// 3 to 40 of a to z, 0 to 9 and `-`; null takes it away.
    slug: Option<String>,
}

/// A code that a room is found by from now on.
#[derive(Debug, Object)]
struct NewCode {
    /// As it is typed, `BCDF-GHJK`.
    code: String,
    url: String,
}

#[derive(ApiResponse)]
enum Set {
    /// It is so.
    #[oai(status = 204)]
    Set,
}

#[derive(ApiResponse)]
enum Replaced {
    /// The one before opens nothing any more.
    #[oai(status = 201)]
    Code(Json<NewCode>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Keys {
    /// Set a room's password
    ///
    /// It counts where the room's `entry` is `password`; whoever sits stays. By whoever
    /// may change the room's settings. Scope: `sessions:write`.
    #[oai(path = "/rooms/:code/password", method = "put")]
    async fn password(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        caller: Caller,
        code: Path<String>,
        body: Json<PasswordBody>,
    ) -> Result<Set, Refusal> {
        let room = theirs(&app, request, &caller, &code.0).await?;
        let hash = match body.0.password {
            Some(given) => {
                password::fitting(&given)?;
                Some(passwords::hashed(given).await?)
            }
            None => None,
        };
        let transaction = app.store.begin().await?;
        transaction.set_room_password(room.session_id, hash.as_deref(), &caller.doer).await?;
        transaction.commit().await?;
        Ok(Set::Set)
    }

    /// Give a room a word of its own
    ///
    /// By which it is found like by its code. One that another room has is 409 `taken`.
    /// By whoever may change the settings of a room whose owner has an account. Scope:
    /// `sessions:write`.
    #[oai(path = "/rooms/:code/slug", method = "put")]
    async fn slug(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        caller: Caller,
        code: Path<String>,
        body: Json<SlugBody>,
    ) -> Result<Set, Refusal> {
        let room = theirs(&app, request, &caller, &code.0).await?;
        let word = match body.0.slug.as_deref() {
            Some(given) => Some(slug(given).ok_or_else(|| {
                let message = "3 to 40 of a to z, 0 to 9 and -, and not like a code";
                Refusal::invalid(vec![FieldError::new("slug", message)])
            })?),
            None => None,
        };
        if word.is_some() && app.store.is_guest(room.owner).await? {
            return Err(Refusal::forbidden("a word of its own needs an account: sign in"));
        }
        let transaction = app.store.begin().await?;
        let set = transaction.set_room_slug(room.session_id, word.as_deref(), &caller.doer).await;
        set.map_err(|error| match error {
            StoreError::Conflict => Refusal::conflict("taken", "another room has that word"),
            other => other.into(),
        })?;
        transaction.commit().await?;
        Ok(Set::Set)
    }

    /// Replace a room's code
    ///
    /// The one before opens nothing any more; whoever sits stays. By whoever may change
    /// the room's settings. Scope: `sessions:write`.
    #[oai(path = "/rooms/:code/code", method = "post")]
    async fn replace(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        caller: Caller,
        code: Path<String>,
    ) -> Result<Replaced, Refusal> {
        let room = theirs(&app, request, &caller, &code.0).await?;
        for _ in 0..CODES_MAX {
            let transaction = app.store.begin().await?;
            let code = code::new();
            match renew(&transaction, &room, &code, &caller).await {
                Err(StoreError::Conflict) => {}
                renewed => {
                    renewed?;
                    transaction.commit().await?;
                    // Who sits is told as soon as the room is awake.
                    if app.live.read(room.session_id).await?.is_some() {
                        tell_code(&app, room.session_id, &code).await?;
                    }
                    let url = url(&app, &code);
                    return Ok(Replaced::Code(Json(NewCode { code: code::shown(&code), url })));
                }
            }
        }
        Err(no_code())
    }
}

async fn renew(
    transaction: &Transaction,
    room: &Room,
    code: &str,
    caller: &Caller,
) -> Result<(), StoreError> {
    transaction.replace_room_code(room.session_id, code, &caller.doer).await
}

/// A room whose settings are theirs to change.
pub async fn theirs(
    app: &App,
    request: &Request,
    caller: &Caller,
    code: &str,
) -> Result<Room, Refusal> {
    let room = found(app, request, code).await?;
    stored(app, caller, room.session_id, Permissions::CONFIGURE).await?;
    Ok(room)
}
