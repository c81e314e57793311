//! Friends: whoever said yes to each other.

use std::sync::Arc;

use downbeat_store::{Friend as Stored, Meant};
use poem::web::Data;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    access::User,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

const FRIENDS_MAX: u32 = 500;
const LOGIN_CHARS_MAX: usize = 100;

pub struct Friends;

/// What is between you and somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum FriendState {
    /// One of you asked the other.
    Asked,
    Friends,
    /// You want nothing of them. They do not learn of it.
    Blocked,
}

/// What shall be between you and somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum FriendWanted {
    /// Yes to whoever asked.
    Friends,
    /// No, or not any more.
    None,
    Blocked,
}

#[derive(Debug, Object)]
struct Friend {
    /// Theirs, or, of whom you asked, of what you asked.
    id: Uuid,
    /// Of whom you asked, what you typed.
    name: String,
    /// At Twitch, for whoever has one.
    login: Option<String>,
    state: FriendState,
    /// Whether it was you who asked.
    by_me: bool,
    since_ms: i64,
}

#[derive(Debug, Object)]
struct FriendList {
    items: Vec<Friend>,
}

#[derive(Debug, Object)]
struct AskBody {
    /// Their name at Twitch.
    login: String,
}

#[derive(Debug, Object)]
struct FriendBody {
    state: FriendWanted,
}

#[derive(ApiResponse)]
enum Asked {
    /// They are asked, or, if they asked before, you are friends. Whoever is not known
    /// here, or wants nothing of you, is answered the same.
    #[oai(status = 202)]
    Asked,
}

#[derive(ApiResponse)]
enum Changed {
    /// It is so.
    #[oai(status = 204)]
    Changed,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Friends {
    /// List friends
    ///
    /// And who asked whom, newest first: 500 at most. Whom you asked is there as you asked
    /// it, by the name that you typed, until they say yes: whether somebody has that name,
    /// said no or wants nothing of you is not told.
    #[oai(path = "/friends", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, user: User) -> Answer<FriendList> {
        let me = user.0.user.user_id;
        app.store.find_asks(me).await?;
        let friends = app.store.friends_of(me, FRIENDS_MAX).await?;
        Ok(Json(FriendList { items: friends.into_iter().filter_map(shown).collect() }))
    }

    /// Ask somebody to be your friend
    #[oai(path = "/friends", method = "post")]
    async fn ask(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        body: Json<AskBody>,
    ) -> Result<Asked, Refusal> {
        let login = body.login.trim();
        if login.is_empty() || login.chars().count() > LOGIN_CHARS_MAX || login.contains('\0') {
            let message = format!("1 to {LOGIN_CHARS_MAX} characters");
            return Err(Refusal::invalid(vec![FieldError::new("login", message)]));
        }
        let me = user.0.user.user_id;
        let transaction = app.store.begin().await?;
        transaction.find_asks(me, Meant::Login(login)).await?;
        match transaction.known_by_login(me, login).await? {
            Some((_, state)) if state == "friends" => {}
            Some((other, state)) if state == "asked" => transaction.befriend(me, other).await?,
            blocked => {
                if let Some((other, _)) = blocked {
                    transaction.unfriend(me, other, false).await?;
                }
                if !transaction.ask_by_login(me, login, FRIENDS_MAX).await? {
                    let detail = "you have 500 friends at most";
                    return Err(Refusal::conflict("too_many", detail));
                }
            }
        }
        transaction.commit().await?;
        Ok(Asked::Asked)
    }

    /// Answer somebody, or end it
    ///
    /// What you asked is taken back by `none`, and by nothing else: 409 `not_asked`.
    #[oai(path = "/friends/:id", method = "put")]
    async fn change(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        id: Path<Uuid>,
        body: Json<FriendBody>,
    ) -> Result<Changed, Refusal> {
        let me = user.0.user.user_id;
        let between = app.store.friends_of(me, FRIENDS_MAX).await?;
        let known = between.into_iter().find(|friend| friend.user_id == id.0);
        let known = known.ok_or_else(|| Refusal::not_found("friend"))?;
        let transaction = app.store.begin().await?;
        // What came while somebody was blocked does not come once they are not.
        transaction.find_asks(me, Meant::Listed(id.0)).await?;
        let is_asked = known.is_by_me && known.state == "asked";
        match body.state {
            FriendWanted::Friends if known.state == "friends" => {}
            FriendWanted::None if is_asked => transaction.take_ask_back(me, id.0).await?,
            // Who they are is not known before they answer.
            FriendWanted::Friends | FriendWanted::Blocked if is_asked => {
                let detail = "they have not answered yet";
                return Err(Refusal::conflict("not_asked", detail));
            }
            FriendWanted::Friends if known.is_by_me => {
                let detail = "you block them: ask them again";
                return Err(Refusal::conflict("not_asked", detail));
            }
            FriendWanted::Friends => transaction.befriend(me, id.0).await?,
            FriendWanted::None => transaction.unfriend(me, id.0, false).await?,
            FriendWanted::Blocked => transaction.unfriend(me, id.0, true).await?,
        }
        transaction.commit().await?;
        Ok(Changed::Changed)
    }
}

/// `None` of a state that this release does not know.
fn shown(friend: Stored) -> Option<Friend> {
    let Stored { user_id, name, login, state, is_by_me, made_ms } = friend;
    let state = match state.as_str() {
        "asked" => FriendState::Asked,
        "friends" => FriendState::Friends,
        "blocked" => FriendState::Blocked,
        _ => return None,
    };
    Some(Friend { id: user_id, name, login, state, by_me: is_by_me, since_ms: made_ms })
}
