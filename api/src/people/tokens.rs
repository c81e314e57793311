//! `/api/v1/tokens`: a person's programs. Made and ended by the person only.

use std::{sync::Arc, time::Duration};

use downbeat_job::{
    api_token::{DAYS_MAX, NAME_CHARS_MAX, TOKENS_MAX, api_token, is_name},
    forgetting,
};
use downbeat_store::{NewToken, StoreError, TokenRecord};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path},
    payload::Json,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access::{Caller, Scope, User, forget},
    app::App,
    once::Once,
    refusal::{Answer, FieldError, Refusal},
};

pub struct Tokens;

/// A token, without what makes it one.
#[derive(Debug, Clone, Object, Serialize, Deserialize)]
pub struct ApiToken {
    id: Uuid,
    name: String,
    scopes: Vec<String>,
    created_ms: i64,
    last_used_ms: Option<i64>,
    expires_ms: Option<i64>,
}

#[derive(Debug, Object)]
struct ApiTokenList {
    items: Vec<ApiToken>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct NewApiToken {
    /// 1 to 60 characters.
    name: String,
    /// At least one.
    scopes: Vec<Scope>,
    /// 1 to 366; without it the token is good until it is ended.
    expires_in_days: Option<u32>,
}

/// The only time that the token is shown.
#[derive(Debug, Clone, Object, Serialize, Deserialize)]
struct MadeApiToken {
    id: Uuid,
    name: String,
    scopes: Vec<String>,
    created_ms: i64,
    last_used_ms: Option<i64>,
    expires_ms: Option<i64>,
    token: String,
}

#[derive(ApiResponse)]
enum MadeToken {
    /// It was made.
    #[oai(status = 201)]
    Made(Json<MadeApiToken>),
}

#[derive(ApiResponse)]
enum Ended {
    /// It is ended.
    #[oai(status = 204)]
    Ended,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Tokens {
    /// List API tokens
    #[oai(path = "/tokens", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, user: User) -> Answer<ApiTokenList> {
        let tokens = app.store.tokens(user.0.user.user_id).await?;
        Ok(Json(ApiTokenList { items: tokens.into_iter().map(view).collect(), next: None }))
    }

    /// Create an API token
    ///
    /// Send it as `Authorization: Bearer …`. It is shown once.
    #[oai(path = "/tokens", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        // A token beside the cookie is good or refused; whose it is, makes no
        // difference.
        _beside: Caller,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        new: Json<NewApiToken>,
    ) -> Result<MadeToken, Refusal> {
        let (scopes, lives) = check(&new)?;
        let what = ("POST tokens", &new.name, &scopes, new.expires_in_days);
        let caller = Caller::from(&user.0);
        let once = match Once::begin(&app, &caller, key.0, &what).await? {
            Ok(answered) => return Ok(MadeToken::Made(Json(answered))),
            Err(once) => once,
        };
        let (token, hash) = api_token();
        let (id, user_id, name) = (Uuid::now_v7(), user.0.user.user_id, new.name.trim());
        let record = NewToken { id, user_id, name, hash, scopes, lives };
        let transaction = app.store.begin().await?;
        let made = transaction.create_token(record, TOKENS_MAX, &user.0.doer).await;
        let made = made.map_err(|error| match error {
            StoreError::Conflict => {
                let detail = format!("you have {TOKENS_MAX} tokens, which is all: end one first");
                Refusal::conflict("too_many", detail)
            }
            other => other.into(),
        })?;
        let ApiToken { id, name, scopes, created_ms, last_used_ms, expires_ms } = view(made);
        let made = MadeApiToken { id, name, scopes, created_ms, last_used_ms, expires_ms, token };
        once.keep(&transaction, &made).await?;
        transaction.commit().await?;
        Ok(MadeToken::Made(Json(made)))
    }

    /// Delete an API token
    ///
    /// Its sockets close at once. Links and webhooks that were made with it stay:
    /// end them where they are listed.
    #[oai(path = "/tokens/:id", method = "delete")]
    async fn end(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        id: Path<Uuid>,
    ) -> Result<Ended, Refusal> {
        let transaction = app.store.begin().await?;
        let owner = user.0.user.user_id;
        let ended = transaction.revoke_token(id.0, owner, &user.0.doer).await?;
        let ended = ended.ok_or_else(|| Refusal::not_found("token"))?;
        let enqueued = transaction.enqueue(&forgetting(owner, &[ended])?).await?;
        transaction.commit().await?;
        forget(&app, owner, &[ended]).await;
        app.queue.announce(&enqueued).await;
        Ok(Ended::Ended)
    }
}

type Checked = (Vec<String>, Option<Duration>);

fn check(new: &NewApiToken) -> Result<Checked, Refusal> {
    let mut wrong = Vec::new();
    if !is_name(&new.name) {
        wrong.push(FieldError::new("name", format!("1 to {NAME_CHARS_MAX} characters")));
    }
    let mut scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        wrong.push(FieldError::new("scopes", "at least one"));
    }
    if new.expires_in_days.is_some_and(|days| !(1..=DAYS_MAX).contains(&days)) {
        wrong.push(FieldError::new("expires_in_days", format!("1 to {DAYS_MAX} days")));
    }
    if !wrong.is_empty() {
        return Err(Refusal::invalid(wrong));
    }
    let lives = new.expires_in_days.map(|days| Duration::from_hours(24 * u64::from(days)));
    Ok((scopes.into_iter().map(str::to_owned).collect(), lives))
}

fn view(token: TokenRecord) -> ApiToken {
    let TokenRecord { id, name, scopes, created_ms, used_ms, expires_ms } = token;
    ApiToken { id, name, scopes, created_ms, last_used_ms: used_ms, expires_ms }
}
