//! Everybody there is, with what they come with.

use std::time::Duration;

use downbeat_job::sign_up::create_link;
use downbeat_session::Role;
use downbeat_store::{
    Doer, MemberState, NewGuest, NewIdentity, NewMember, NewToken, Origin, Person, Staff, Store,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    harness::{KEY, Process, Program, World},
    mission::doors::{self as mission, Player},
    timer::{make, two},
};

pub const MEMBERS_MAX: u32 = 50;

const EXPIRE: &str = "UPDATE api_token SET expires_at = now() - interval '1 second'";

/// What somebody sends with each request.
#[derive(Debug, Clone)]
pub enum Credential {
    Nothing,
    Cookie(String),
    Token(String),
    /// Of a browser without an account.
    Guest(String),
}

/// Sessions of somebody's, one a kind, and who else there is.
pub struct Cast {
    pub meter: Uuid,
    pub timer: Uuid,
    pub camp: Uuid,
    pub room: Uuid,
    /// A private one.
    pub circle: Uuid,
    /// One that waits for others; its host is nobody of these.
    pub mission: Uuid,
    /// Of nobody of these.
    pub survivor: Uuid,
    pub owner_cookie: Credential,
    /// One a scope, in the order of the list.
    pub tokens: Vec<Credential>,
    /// With every scope, and its time is over.
    pub expired: Credential,
    /// A moderator, a participant and a viewer, by their cookies.
    pub members: Vec<Credential>,
    pub stranger: Credential,
    /// Of the stranger, with every scope.
    pub strangers_token: Credential,
    /// A link that the stranger's own session is opened by, as an owner.
    pub strangers_link: String,
    pub reader: Credential,
    pub admin: Credential,
    pub guest: Credential,
}

impl Cast {
    pub async fn new(world: &World, api: &Process) -> Self {
        let store: &Store = &world.postgres;
        let (owner, meter) = (world.seeded.user_id, world.seeded.session_id);
        let ann = world.program(api);
        let timer = make(&ann, &two(600_000)).await;
        let camp = mission::camp(&ann, &mission::quick()).await;
        let made = json!({ "kind": "room", "config": { "title": "Films" } });
        let made = ann.post("/api/v1/sessions", made).await;
        let room = made.body["id"].as_str().unwrap().parse().unwrap();
        let host = Player::new(world, api, "Hazel").await;
        let gathered = host.out("open").await;
        let mut tokens = Vec::new();
        for scope in downbeat_job::api_token::SCOPES {
            tokens.push(token(store, owner, &[scope]).await);
        }
        let expired = token(store, owner, &downbeat_job::api_token::SCOPES).await;
        world.postgres.run(&format!("{EXPIRE} WHERE hash = '\\x{}'", expired.hashed())).await;
        let mut members = Vec::new();
        for role in [Role::Moderator, Role::Participant, Role::Viewer] {
            let member = person(store, role.as_str()).await;
            for session in [meter, timer, camp, room] {
                put_member(store, session, member, role).await;
            }
            members.push(cookie(store, member).await);
        }
        let stranger = person(store, "a stranger").await;
        let strangers_token = token(store, stranger, &downbeat_job::api_token::SCOPES).await;
        let theirs = make(&strangers_token.program(api).await, &two(600_000)).await;
        let staff = async |name: &str, staff: Staff| {
            cookie(store, store.create_staff(name, staff, &Doer::cli()).await.unwrap()).await
        };
        Self {
            meter,
            timer,
            camp,
            room,
            circle: circle(store, owner).await,
            mission: gathered,
            survivor: host.survivor,
            owner_cookie: cookie(store, owner).await,
            tokens,
            expired,
            members,
            stranger: cookie(store, stranger).await,
            strangers_token,
            strangers_link: link(store, theirs, Role::Owner).await.1,
            reader: staff("Ray", Staff::Reader).await,
            admin: staff("Ada", Staff::Admin).await,
            guest: guest(store).await,
        }
    }
}

impl Credential {
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Cookie(cookie) => vec![("cookie", format!("__Host-downbeat={cookie}"))],
            Self::Token(token) => vec![("authorization", format!("Bearer {token}"))],
            Self::Guest(cookie) => vec![("cookie", format!("__Host-downbeat-guest={cookie}"))],
        }
    }

    fn hashed(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Cookie(secret) | Self::Token(secret) | Self::Guest(secret) => {
                hex::encode(hash(secret))
            }
        }
    }

    /// As a page of ours or a program would ask.
    pub async fn program(&self, api: &Process) -> Program {
        let mut headers = self.headers();
        if let Self::Cookie(_) | Self::Guest(_) = self {
            let me = Program::with(api, headers.clone()).get("/api/v1/me").await;
            headers.push(("x-csrf-token", me.body["csrf"].as_str().unwrap().to_owned()));
        }
        Program::with(api, headers)
    }
}

pub async fn person(store: &Store, name: &str) -> Uuid {
    let account = NewIdentity {
        provider: "twitch",
        provider_user_id: &Uuid::new_v4().to_string(),
        login: name,
        display_name: name,
    };
    store.create_user_with_identity(account).await.unwrap().id
}

pub async fn cookie(store: &Store, user: Uuid) -> Credential {
    let secret = Uuid::new_v4().simple().to_string();
    let transaction = store.begin().await.unwrap();
    let person = Person { id: user, display_name: "somebody" };
    transaction.sign_in(person, "test", hash(&secret), &Origin::default()).await.unwrap();
    transaction.commit().await.unwrap();
    Credential::Cookie(secret)
}

async fn guest(store: &Store) -> Credential {
    let secret = Uuid::new_v4().simple().to_string();
    let new = NewGuest { user_id: Uuid::now_v7(), hash: hash(&secret) };
    let transaction = store.begin().await.unwrap();
    transaction.create_guest(new).await.unwrap();
    transaction.commit().await.unwrap();
    Credential::Guest(secret)
}

pub async fn token(store: &Store, user_id: Uuid, scopes: &[&str]) -> Credential {
    let secret = Uuid::new_v4().simple().to_string();
    let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let lives = Some(Duration::from_hours(1));
    let (id, hash) = (Uuid::now_v7(), hash(&secret));
    let new = NewToken { id, user_id, name: "a program", hash, scopes, lives };
    let transaction = store.begin().await.unwrap();
    transaction.create_token(new, 20, &Doer::cli()).await.unwrap();
    transaction.commit().await.unwrap();
    Credential::Token(secret)
}

async fn circle(store: &Store, owner: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    let transaction = store.begin().await.unwrap();
    let config = json!({ "kind": "private", "name": "Harbour" });
    transaction.make_circle(id, &config, owner).await.unwrap();
    transaction.commit().await.unwrap();
    id
}

/// Id and token.
pub async fn link(store: &Store, session: Uuid, role: Role) -> (Uuid, String) {
    let keys = downbeat_store::Keys::read(&[KEY.to_owned()]).unwrap();
    let transaction = store.begin().await.unwrap();
    let made = create_link(&transaction, &keys, (session, role, None), &Doer::cli()).await;
    transaction.commit().await.unwrap();
    made.unwrap()
}

pub async fn put_member(store: &Store, session_id: Uuid, user_id: Uuid, role: Role) {
    let (role, state) = (role.as_str(), MemberState::Active);
    let new = NewMember { session_id, user_id, role, rights: 0, state };
    let transaction = store.begin().await.unwrap();
    transaction.put_member(new, MEMBERS_MAX, &Doer::cli()).await.unwrap();
    transaction.commit().await.unwrap();
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
