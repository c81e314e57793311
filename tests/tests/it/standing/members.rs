//! Members: what they are is known, changes at once, and ends at once, whoever
//! was away meanwhile.

use downbeat_job::{Queue, forget_members, forgetting_members};
use downbeat_session::Role;
use downbeat_store::{Doer, MemberState, NewMember, StoreError, Transaction};
use serde_json::json;
use uuid::Uuid;

use super::cast::{Credential, MEMBERS_MAX, cookie, person, put_member, token};
use crate::{
    harness::{Database, Process, Program, Screen, Trouble, World, answered, until},
    operating::told,
    revocation::{are_done, run_in_vain},
    streamer::{code, path},
};

/// Bea is a member of the streamer's meter.
struct Bea {
    id: Uuid,
    session: Uuid,
    cookie: Credential,
}

impl Bea {
    async fn join(world: &World, role: Role) -> Self {
        let (id, session) = (person(&world.postgres, "Bea").await, world.seeded.session_id);
        put_member(&world.postgres, session, id, role).await;
        Self { id, session, cookie: cookie(&world.postgres, id).await }
    }

    async fn knock(&self, api: &Process) -> Screen {
        let url = api.session_url(self.session);
        Screen::connect_with(&url, &self.cookie.headers()).await
    }

    async fn program(&self, api: &Process) -> Program {
        self.cookie.program(api).await
    }

    /// Changes what she is, with the jobs of that.
    async fn put(&self, world: &World, role: Role, state: MemberState) {
        let (role, rights) = (role.as_str(), 0);
        let (session_id, user_id) = (self.session, self.id);
        let new = NewMember { session_id, user_id, role, rights, state };
        let transaction = world.postgres.begin().await.unwrap();
        transaction.put_member(new, MEMBERS_MAX, &Doer::cli()).await.unwrap();
        self.carry_on(world, transaction).await;
    }

    async fn remove(&self, world: &World) {
        let transaction = world.postgres.begin().await.unwrap();
        let doer = Doer::cli();
        assert!(transaction.remove_member(self.session, self.id, &doer).await.unwrap());
        self.carry_on(world, transaction).await;
    }

    async fn carry_on(&self, world: &World, transaction: Transaction) {
        let jobs = forgetting_members(self.session, &[self.id]).unwrap();
        let enqueued = transaction.enqueue(&jobs).await.unwrap();
        transaction.commit().await.unwrap();
        let queue: Queue = world.queue.queue().await;
        queue.announce(&enqueued).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_is_changed_comes_in_again_as_what_they_are_now() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bea = Bea::join(&world, Role::Viewer).await;
    let mut socket = bea.knock(&api).await.greeted().await;
    assert_eq!(socket.hello["role"], "viewer");
    let mine = bea.program(&api).await;
    assert_eq!(code(&mine.command(bea.session, "reset", json!({})).await), (403, "forbidden"));

    bea.put(&world, Role::Moderator, MemberState::Active).await;
    assert_eq!(socket.bye().await, (3500, 3500));
    let mut socket = bea.knock(&api).await.greeted().await;
    assert_eq!(socket.hello["role"], "moderator");
    assert_eq!(mine.command(bea.session, "reset", json!({})).await.status, 200);
    // The list is of one's own.
    let listed = mine.get("/api/v1/sessions").await.body;
    assert_eq!(listed["items"], json!([]));

    bea.put(&world, Role::Moderator, MemberState::Banned).await;
    assert_eq!(socket.bye().await, (3500, 3500));
    assert_eq!(bea.knock(&api).await.bye().await, (3500, 3500));
    let gone = mine.command(bea.session, "reset", json!({})).await;
    assert_eq!(code(&gone), (404, "not_found"));

    bea.put(&world, Role::Participant, MemberState::Active).await;
    let mut socket = bea.knock(&api).await.greeted().await;
    assert_eq!(socket.hello["role"], "participant");
    bea.remove(&world).await;
    assert_eq!(socket.bye().await, (3500, 3500));
    assert_eq!(bea.knock(&api).await.bye().await, (3500, 3500));
    assert_eq!(code(&mine.get(&path(bea.session)).await), (404, "not_found"));
    assert_eq!(mine.get("/api/v1/me").await.status, 200, "her sign-in is as good as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_go_beyond_a_role_and_never_beyond_a_token() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bea = Bea::join(&world, Role::Viewer).await;
    // History, and a bit of a newer release.
    let rights = (1 << 2) | (1 << 20);
    let change = format!("UPDATE member SET rights = {rights} WHERE user_id = '{}'", bea.id);
    world.postgres.run(&change).await;
    let (mine, events) = (bea.program(&api).await, format!("{}/events", path(bea.session)));
    assert_eq!(mine.get(&events).await.status, 200);
    assert_eq!(code(&mine.get(&path(bea.session)).await), (403, "forbidden"));
    let links = format!("{}/links", path(bea.session));
    let link = mine.post(&links, json!({ "role": "viewer" })).await;
    assert_eq!(code(&link), (403, "forbidden"));
    let bot = token(&world.postgres, bea.id, &["sessions:command"]).await.program(&api).await;
    assert_eq!(code(&bot.get(&events).await), (403, "forbidden"));
    assert_eq!(code(&bot.command(bea.session, "reset", json!({})).await), (403, "forbidden"));
}

/// The owner's answer is not a member's, who asked for the same under the same id.
#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_the_owners_command_is_not_a_members() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bea = Bea::join(&world, Role::Participant).await;
    let reset = format!("{}/commands/reset", path(bea.session));
    let ask = async |who: &Program| {
        let request = who.ask(reqwest::Method::POST, &reset).header("idempotency-key", "k1");
        answered(request.json(&json!({}))).await
    };
    assert_eq!(ask(&world.program(&api)).await.status, 200);
    assert_eq!(code(&ask(&bea.program(&api).await).await), (403, "forbidden"));
    let mut socket = bea.knock(&api).await.greeted().await;
    let command = json!({ "type": "command", "id": "k1", "name": "reset", "args": {} });
    socket.say(&command.to_string()).await;
    assert_eq!(socket.answer("k1").await["code"], "forbidden");
}

/// What nobody was told of, an open socket finds within its time.
#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_is_gone_leaves_although_nobody_was_told() {
    let world = World::new().await.with("API__PASSES_RECHECK_MS", "200");
    let (api, _worker) = (world.api().await, world.worker().await);
    let bea = Bea::join(&world, Role::Participant).await;
    let bot = token(&world.postgres, bea.id, &["sessions:read"]).await;
    let url = api.session_url(bea.session);
    let mut by_bot = Screen::connect_with(&url, &bot.headers()).await.greeted().await;
    let mut socket = bea.knock(&api).await.greeted().await;
    world.postgres.run("DELETE FROM member").await;
    assert_eq!(socket.bye().await, (3500, 3500));
    assert_eq!(by_bot.bye().await, (3500, 3500));
    let mine = bea.program(&api).await;
    assert_eq!(mine.get("/api/v1/sessions").await.status, 200, "her sign-in goes on");
}

/// The job waits until live Redis can be told.
#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_is_removed_while_live_redis_is_away_goes_in_the_end() {
    let (world, live) = World::new().await.through("REDIS_LIVE__URL").await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bea = Bea::join(&world, Role::Moderator).await;
    let mut socket = bea.knock(&api).await.greeted().await;
    let queue = world.queue.queue().await;
    live.trouble(Trouble::Cut);
    bea.remove(&world).await;
    run_in_vain(&world, &queue, &["forget_members"], 1).await;

    live.mend();
    are_done(&world, &queue, &["forget_members"]).await;
    assert_eq!(socket.bye().await, (3500, 3500));
    assert_eq!(bea.knock(&api).await.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_comes_in_while_postgres_is_away() {
    let mut database = Database::start().await;
    let world = World::on(&database).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bea = Bea::join(&world, Role::Moderator).await;
    let mine = bea.program(&api).await;
    drop(bea.knock(&api).await.greeted().await);
    database.stop();
    let socket = bea.knock(&api).await.greeted().await;
    assert_eq!(socket.hello["role"], "moderator");
    assert_eq!(mine.command(bea.session, "reset", json!({})).await.status, 200);
    database.start_again();
}

#[tokio::test(flavor = "multi_thread")]
async fn members_end_with_their_session_and_with_their_person() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bea = Bea::join(&world, Role::Participant).await;
    let ann = world.program(&api);
    let mine = bea.program(&api).await;
    let mut socket = bea.knock(&api).await.greeted().await;
    let etag = ann.get(&path(bea.session)).await.etag.unwrap();
    let end = ann.ask(reqwest::Method::DELETE, &path(bea.session)).header("if-match", &etag);
    assert_eq!(end.send().await.unwrap().status(), 204);
    assert_eq!(socket.bye().await, (3501, 3501));
    assert_eq!(world.postgres.number("SELECT count(*) FROM member").await, 0);
    // Made again under its id, by a release that left the record.
    let again = "UPDATE sessions SET deleted_at = NULL, created_at = now(), version = version + 1";
    put_back(&world, &bea).await;
    world.postgres.run(again).await;
    until("what was known of her is forgotten", async || {
        (mine.get(&path(bea.session)).await.status == 404).then_some(())
    })
    .await;
    assert_eq!(bea.knock(&api).await.bye().await, (3500, 3500));

    put_member(&world.postgres, bea.session, bea.id, Role::Participant).await;
    let live = world.live.live().await;
    forget_members(&live, &world.postgres, bea.session, &[bea.id]).await.unwrap();
    let mut socket = bea.knock(&api).await.greeted().await;
    let erased = told(&world, &["users", "erase", "Bea", "--yes", "--json"], &[]).remove(0);
    assert_eq!(erased["erased"]["memberships"], 1, "{erased}");
    assert_eq!(socket.bye().await, (3500, 3500));
    assert_eq!(world.postgres.number("SELECT count(*) FROM member").await, 0);
}

/// A record that is older than the session.
async fn put_back(world: &World, bea: &Bea) {
    let put = format!(
        "INSERT INTO member (id, session_id, user_id, role, created_at)
         VALUES ('{}', '{}', '{}', 'participant', now() - interval '1 hour')",
        Uuid::now_v7(),
        bea.session,
        bea.id,
    );
    world.postgres.run(&put).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_has_so_many_members_and_each_change_is_on_record() {
    let world = World::new().await;
    let session = world.seeded.session_id;
    let put = async |user_id: Uuid, most: u32| -> Result<(), StoreError> {
        let (role, rights, state) = ("viewer", 0, MemberState::Active);
        let new = NewMember { session_id: session, user_id, role, rights, state };
        let transaction = world.postgres.begin().await.unwrap();
        transaction.put_member(new, most, &Doer::cli()).await?;
        transaction.commit().await
    };
    let (bea, cid) = (person(&world.postgres, "Bea").await, person(&world.postgres, "Cid").await);
    put(bea, 1).await.unwrap();
    assert!(matches!(put(cid, 1).await, Err(StoreError::Conflict)));
    put(bea, 1).await.unwrap();
    put(cid, 2).await.unwrap();
    let listed = world.postgres.members(session, None, 10).await.unwrap();
    let names: Vec<&str> = listed.iter().map(|one| one.display_name.as_str()).collect();
    assert_eq!(names, ["Cid", "Bea"]);
    let second = world.postgres.members(session, Some(listed[0].id), 10).await.unwrap();
    assert_eq!(second, listed[1..]);
    assert_eq!(MemberState::named(&listed[0].state), Some(MemberState::Active));
    assert_eq!(world.postgres.memberships_of(bea, None, 10).await.unwrap(), [session]);
    let nowhere = Uuid::now_v7();
    let transaction = world.postgres.begin().await.unwrap();
    let (role, rights, state) = ("viewer", 0, MemberState::Active);
    let new = NewMember { session_id: nowhere, user_id: bea, role, rights, state };
    let put = transaction.put_member(new, 2, &Doer::cli()).await;
    assert!(matches!(put, Err(StoreError::NotFound)));
    let on_record = "SELECT count(*) FROM audit_log WHERE action = 'member.put'";
    assert_eq!(world.postgres.number(on_record).await, 3);
}
