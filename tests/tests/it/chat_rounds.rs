//! Rounds that moderators run from chat, and what the bot says there.

use downbeat_session::kinds::meter::{ChatWords, Config, Say};
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{BROADCASTER, Process, Program, Sim, World, until};

/// Those that the simulated Twitch gives the badge of a moderator, and nobody's.
const MODERATOR: &str = "3";
const VIEWER: &str = "4";

struct Stream {
    world: World,
    sim: Sim,
    program: Program,
    _api: Process,
    _worker: Process,
}

impl Stream {
    /// A meter whose chat is read, with its words and its bot.
    async fn on() -> Self {
        let (world, sim) = World::with_twitch().await;
        let chat = ChatWords { on: true, ..ChatWords::default() };
        let say = Say { question: true, result: true };
        let config = serde_json::to_value(Config { chat, say, ..Config::default() }).unwrap();
        world.postgres.edited(world.seeded.session_id, None, config).await.unwrap();
        let (api, worker) = (world.api().await, world.worker().await);
        let chat = async || sim.chat_of(BROADCASTER).await;
        until("the chat is read", async || chat().await.filter(|status| status == "enabled")).await;
        let program = world.program(&api);
        Self { world, sim, program, _api: api, _worker: worker }
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/v1/sessions/{}{rest}", self.world.seeded.session_id)
    }

    async fn says(&self, chatter: &str, text: &str) {
        let status = self.sim.say(BROADCASTER, chatter, text).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{text}");
    }

    async fn rounds(&self) -> Vec<Value> {
        let rounds = self.program.get(&self.path("/rounds")).await.body;
        rounds["items"].as_array().unwrap().clone()
    }

    async fn said(&self) -> Vec<String> {
        let world = self.sim.world().await;
        let said = world["said"].as_array().unwrap();
        said.iter().map(|one| one["message"].as_str().unwrap().to_owned()).collect()
    }

    async fn until_said(&self, wanted: &str) {
        until(wanted, async || self.said().await.iter().any(|one| one == wanted).then_some(()))
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_runs_a_round_from_chat_and_the_bot_says_what_came_of_it() {
    let stream = Stream::on().await;
    stream.says(VIEWER, "!poll Nobody asked?").await;
    stream.says(MODERATOR, "!poll 60s Where to? | Castle | Woods").await;
    stream.until_said("❓ Where to? · 1 = Castle · 2 = Woods · ⏱ 60 s").await;
    for (chatter, text) in [("1000001", "2"), ("1000002", "2"), ("1000003", "1")] {
        stream.says(chatter, text).await;
    }
    stream.says(MODERATOR, "!extendpoll 30").await;
    let rounds = until("the round is longer", async || {
        let rounds = stream.rounds().await;
        let [round] = &rounds[..] else { return None };
        let lasts_ms = round["ends_ms"].as_i64()? - round["started_ms"].as_i64()?;
        (lasts_ms == 90_000).then_some(rounds)
    })
    .await;
    assert_eq!(rounds[0]["question"], "Where to?");
    stream.says(MODERATOR, "!endpoll").await;
    stream.until_said("🏁 Where to? · Woods 67 % (2) · Castle 33 % (1)").await;
    let view = stream.program.get(&stream.path("")).await.body["view"].clone();
    assert_eq!(view["result"]["winner"], 1);
    assert_eq!(view["result"]["counts"], json!([1, 2]));
    let health = stream.program.get(&stream.path("/subscription")).await.body;
    assert_eq!(health["say_problem"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_in_chat_that_is_delivered_twice_happens_once() {
    let stream = Stream::on().await;
    let message = Uuid::new_v4().to_string();
    let body = json!({
        "broadcaster_id": BROADCASTER, "chatter_id": MODERATOR, "text": "!poll Jump?",
        "message_id": message,
    });
    for _ in 0..2 {
        assert_eq!(stream.sim.post("/say", body.clone()).await, StatusCode::NO_CONTENT);
    }
    stream.until_said("❓ Jump? · yes = Yes · no = No").await;
    stream.says(MODERATOR, "!endpoll").await;
    stream.until_said("🏁 Jump? · Yes 0 % (0) · No 0 % (0)").await;
    assert_eq!(stream.sim.post("/say", body).await, StatusCode::NO_CONTENT);
    stream.says(MODERATOR, "!poll The next?").await;
    stream.until_said("❓ The next? · yes = Yes · no = No").await;
    assert_eq!(stream.rounds().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_is_cancelled_from_chat_is_not_listed() {
    let stream = Stream::on().await;
    stream.says(MODERATOR, "!poll A slip?").await;
    stream.until_said("❓ A slip? · yes = Yes · no = No").await;
    stream.says("1000001", "yes").await;
    stream.says(MODERATOR, "!cancelpoll").await;
    until("it is gone", async || stream.rounds().await.is_empty().then_some(())).await;
    let view = stream.program.get(&stream.path("")).await.body["view"].clone();
    assert_eq!((&view["round"], &view["result"]), (&Value::Null, &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_may_not_speak_says_why_where_it_is_looked_for() {
    let stream = Stream::on().await;
    let fault = json!({
        "path": "/helix/chat/messages", "method": "POST", "status": 401, "times": 2,
    });
    stream.sim.fail(fault).await;
    stream.says(MODERATOR, "!poll Jump?").await;
    let problem = until("it is told", async || {
        let health = stream.program.get(&stream.path("/subscription")).await.body;
        health["say_problem"].as_str().map(str::to_owned)
    })
    .await;
    assert!(problem.contains("401"), "{problem}");
    assert_eq!(stream.said().await, Vec::<String>::new());
    stream.says(MODERATOR, "!endpoll").await;
    stream.until_said("🏁 Jump? · Yes 0 % (0) · No 0 % (0)").await;
    until("it is forgotten", async || {
        let health = stream.program.get(&stream.path("/subscription")).await.body;
        health["say_problem"].is_null().then_some(())
    })
    .await;
}
