//! What Postgres is asked for those who come with a token: once for a crowd, and
//! not for whoever guesses.

use futures::future::join_all;
use sea_orm::{ConnectionTrait, Database, DatabaseTransaction, TransactionTrait};
use uuid::Uuid;

use crate::harness::{Process, Program, Screen, World, until};

/// Far more than an address may ask for in vain.
const GUESSES: usize = 300;

#[tokio::test(flavor = "multi_thread")]
async fn guesses_cost_postgres_only_so_much() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let _screen = world.screen(&api).await;
    let keys = async || {
        let mut kept = Vec::new();
        for of in ["d1:link:*", "d1:pass:*"] {
            let mut find = redis::cmd("KEYS");
            let found: Vec<String> =
                find.arg(of).query_async(&mut world.live.bare().await).await.unwrap();
            kept.extend(found);
        }
        kept
    };
    let before = keys().await;
    let guesses = (0..GUESSES).map(|_| async {
        let guess = Uuid::new_v4().simple().to_string();
        Screen::connect(&api.socket_url(&guess)).await.bye().await.1
    });
    let byes = join_all(guesses).await;
    let unknown = byes.iter().filter(|code| **code == 3500).count();
    assert!((50..200).contains(&unknown), "{unknown} of {GUESSES} were looked up");
    assert!(byes.iter().all(|code| [3500, 1013].contains(code)), "{byes:?}");
    assert!(lookups(&api, "link", "limited").await > 50);
    // Tokens and cookies are counted with links, and are told so.
    let statuses = join_all((0..GUESSES).map(|_| async {
        let program = Program::new(&api, &Uuid::new_v4().to_string());
        program.get("/api/v1/sessions").await.status
    }));
    let statuses = statuses.await;
    assert!(statuses.iter().all(|status| [401, 429].contains(status)), "{statuses:?}");
    assert!(statuses.contains(&429));
    assert_eq!(keys().await, before, "guesses stay in Redis");
    // What the cache knows opens as ever.
    world.screen(&api).await;
}

/// A program that goes on with a token that was ended, say.
#[tokio::test(flavor = "multi_thread")]
async fn what_opens_nothing_is_asked_for_once() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let guess = Uuid::new_v4().simple().to_string();
    let bot = Program::new(&api, &guess);
    let browser = Program::with(&api, vec![("cookie", format!("__Host-downbeat={guess}"))]);
    for _ in 0..50 {
        assert_eq!(bot.get("/api/v1/sessions").await.status, 401);
        assert_eq!(browser.get("/api/v1/sessions").await.status, 401);
        assert_eq!(browser.get("/api/v1/me").await.status, 401);
        let said = Screen::connect(&api.socket_url(&guess)).await.bye().await;
        assert_eq!(said, (3500, 3500));
    }
    let (passes, links) = (lookups(&api, "pass", "absent"), lookups(&api, "link", "absent"));
    // It is believed for seconds.
    assert!(passes.await < 10 && links.await < 10);
    assert_eq!(lookups(&api, "pass", "limited").await, 0, "it is no guess any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_with_one_token_asks_a_slow_postgres_once() {
    const CROWD: usize = 30;
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let slow = locked(&world).await;
    let url = api.socket_url(&world.seeded.overlay_token);
    let crowd = join_all((0..CROWD).map(|_| Screen::connect(&url))).await;
    let byes = crowd.into_iter().map(|mut screen| async move { screen.bye().await.1 });
    let (first, _, rest) = futures::future::select_all(byes.map(Box::pin)).await;
    let waiting = world
        .postgres
        .number(
            r#"SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'
                 -- And not what a worker does with links by the clock.
                 AND query LIKE '%"link_tokens"."hash" = $1%'"#,
        )
        .await;
    assert_eq!((first, waiting), (1013, 1), "one asks, and the others do not wait for ever");
    assert!(join_all(rest).await.iter().all(|code| *code == 1013));
    slow.rollback().await.unwrap();
    until("the next one comes in", async || {
        let mut screen = Screen::connect(&url).await;
        (screen.next().await["type"] == "hello").then_some(())
    })
    .await;
}

/// Nobody reads links as long as what is answered is there.
async fn locked(world: &World) -> DatabaseTransaction {
    let connection = Database::connect(&world.postgres.url).await.unwrap();
    let transaction = connection.begin().await.unwrap();
    transaction
        .execute_unprepared("LOCK TABLE link_tokens IN ACCESS EXCLUSIVE MODE")
        .await
        .unwrap();
    transaction
}

async fn lookups(api: &Process, data: &str, outcome: &str) -> u64 {
    let series = format!("downbeat_cache_reads_total{{data=\"{data}\",outcome=\"{outcome}\"}}");
    api.counted(&series).await
}
