//! A day of twenty people who do whatever comes to their minds, all at once: whenever
//! somebody looks, counts are what rows say.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use downbeat_boot::clock;
use downbeat_store::{CountedRows, Item};
use futures::future::{join, join_all};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Somebody,
    counts::{WRONG, checked},
};
use crate::harness::{Answered, World, until};

const PEOPLE: usize = 20;
/// Of each: a thousand of all.
const ACTS: usize = 50;
/// The first of them own one each.
const CIRCLES: usize = 3;
/// At noon these are erased: an owner and a member.
const ERASED: [usize; 2] = [2, 11];
const REACTIONS: [&str; 6] = ["like", "love", "pray", "grateful", "inspire", "support"];

/// Something that was said, and in which circle.
type Said = (usize, String);

/// What there is to do something with.
struct Day<'a> {
    world: &'a World,
    people: Vec<Somebody>,
    circles: Vec<String>,
    messages: Mutex<Vec<Said>>,
    comments: Mutex<Vec<Said>>,
    done: AtomicUsize,
}

fn any(of: &Mutex<Vec<Said>>) -> Option<Said> {
    let all = of.lock().unwrap();
    (!all.is_empty()).then(|| all[rand::random_range(0..all.len())].clone())
}

fn one_of(many: u32) -> bool {
    rand::random_range(0..many) == 0
}

impl Day<'_> {
    /// Whoever may not is refused, and whoever comes when all are busy is told so; nothing
    /// fails.
    fn noted(&self, answer: &Answered) -> bool {
        assert!(answer.status < 500 || answer.status == 503, "{}", answer.body);
        let is_done = answer.status < 300;
        self.done.fetch_add(usize::from(is_done), Relaxed);
        is_done
    }

    async fn asks(&self, who: &Somebody, method: Method, path: &str, body: Value) {
        self.noted(&who.ask(method, path, body).await);
    }

    async fn says(&self, who: &Somebody) {
        let circle = rand::random_range(0..self.circles.len());
        let said = who.says(&self.circles[circle], "Some words of a random day").await;
        if self.noted(&said) {
            let id = said.body["id"].as_str().unwrap().to_owned();
            self.messages.lock().unwrap().push((circle, id));
        }
    }

    async fn answers(&self, who: &Somebody, (circle, message): Said) {
        let path = format!("/messages/{message}/comments");
        let said = who.post(&path, json!({ "text": "A word on that" })).await;
        if self.noted(&said) {
            let id = said.body["id"].as_str().unwrap().to_owned();
            self.comments.lock().unwrap().push((circle, id));
        }
    }

    async fn reacts(&self, who: &Somebody, item: &str) {
        let kind = REACTIONS[rand::random_range(0..REACTIONS.len())];
        let method = if one_of(4) { Method::DELETE } else { Method::PUT };
        self.asks(who, method, &format!("/{item}/reaction"), json!({ "kind": kind })).await;
    }

    /// By whoever owns the circle, or whoever thinks that they may.
    async fn removes(&self, who: &Somebody, of: &str, (circle, id): Said) {
        let who = if one_of(2) { &self.people[circle] } else { who };
        let path = format!("/{of}/{id}");
        self.noted(&who.tagged(Method::DELETE, &path, "*", json!({})).await);
    }

    /// Or shows again, as a decision does, which wants a case first.
    async fn hides(&self, (circle, id): Said, is_comment: bool) {
        let (id, circle) = (id.parse().unwrap(), self.circles[circle].parse().unwrap());
        let transaction = self.world.postgres.begin().await.unwrap();
        if transaction.hold_circle(circle).await.unwrap().is_none() {
            return;
        }
        transaction.hide_item(Item { id, circle, is_comment }, one_of(2)).await.unwrap();
        transaction.commit().await.unwrap();
        self.done.fetch_add(1, Relaxed);
    }

    /// Keeps somebody out of a circle, or lets them in.
    async fn decides(&self, circle: usize) {
        let other = &self.people[rand::random_range(CIRCLES..PEOPLE)];
        let state = if one_of(2) { "banned" } else { "active" };
        let path = format!("/circles/{}/members/{}", self.circles[circle], other.user);
        let body = json!({ "state": state });
        self.asks(&self.people[circle], Method::PATCH, &path, body).await;
    }

    async fn comes_and_goes(&self, who: &Somebody, circle: usize) {
        let path = format!("/circles/{}", self.circles[circle]);
        if one_of(3) {
            return self.asks(who, Method::POST, &format!("{path}/leave"), json!({})).await;
        }
        self.asks(who, Method::POST, &format!("{path}/join"), json!({})).await;
        let read = json!({ "seq": rand::random_range(0..1_000) });
        self.asks(who, Method::PUT, &format!("{path}/read"), read).await;
    }

    async fn acts(&self, who: &Somebody) {
        let (Some(message), Some(comment)) = (any(&self.messages), any(&self.comments)) else {
            self.says(who).await;
            if let Some(message) = any(&self.messages) {
                self.answers(who, message).await;
            }
            return;
        };
        match rand::random_range(0..20) {
            0..4 => self.says(who).await,
            4..8 => self.answers(who, message).await,
            8..11 => self.reacts(who, &format!("messages/{}", message.1)).await,
            11..13 => self.reacts(who, &format!("comments/{}", comment.1)).await,
            13 => self.removes(who, "messages", message).await,
            14 => self.removes(who, "comments", comment).await,
            15 => self.hides(message, false).await,
            16 => self.hides(comment, true).await,
            17 => {
                let path = format!("/messages/{}/favourite", message.1);
                self.asks(who, Method::PUT, &path, json!({})).await;
            }
            18 => self.decides(message.0).await,
            _ => self.comes_and_goes(who, message.0).await,
        }
    }

    /// Somebody's day, which ends at noon for some.
    async fn lives(&self, n: usize) {
        let who = &self.people[n];
        let is_erased = ERASED.contains(&n);
        let acts = if is_erased { ACTS / 2 } else { ACTS };
        for _ in 0..acts {
            self.acts(who).await;
        }
        if !is_erased {
            return;
        }
        // Where others are in the way, it is asked for once more.
        until("they are erased", async || {
            let erased = who.post("/me/erase", json!({ "name": format!("P{n}") })).await;
            self.noted(&erased).then_some(())
        })
        .await;
    }

    /// Nobody finds a count that is wrong, however much goes on.
    async fn looks_on(&self, is_over: &AtomicBool) -> usize {
        let mut looks = 0;
        while !is_over.load(Relaxed) {
            for rows in CountedRows::ALL {
                let looked = self.world.postgres.look_at_counts(rows, Uuid::nil(), 2_000).await;
                let wrong = looked.unwrap().wrong;
                assert!(wrong.is_empty(), "{wrong:?}");
            }
            looks += 1;
            clock::sleep(Duration::from_millis(50)).await;
        }
        looks
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_of_many_acts_counts_are_what_rows_say() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, worker) = (world.api().await, world.worker().await);
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        people.push(Somebody::new(&world, &api, &format!("P{n}")).await);
    }
    let mut circles = Vec::new();
    for owner in &people[..CIRCLES] {
        circles.push(owner.makes("public").await);
    }
    for circle in &circles {
        join_all(people.iter().map(|one| one.joins(circle))).await;
    }
    let (messages, comments) = (Mutex::default(), Mutex::default());
    let done = AtomicUsize::new(0);
    let day = Day { world: &world, people, circles, messages, comments, done };
    let is_over = AtomicBool::new(false);
    let lived = async {
        join_all((0..PEOPLE).map(|n| day.lives(n))).await;
        is_over.store(true, Relaxed);
    };
    let ((), looks) = join(lived, day.looks_on(&is_over)).await;
    let done = day.done.load(Relaxed);
    println!("{done} acts, {looks} looks");
    assert!(looks > 0 && done > PEOPLE * ACTS / 3, "most are refused: {done}");

    assert_eq!(world.postgres.number(WRONG).await, 0);
    checked(&world).await;
    assert_eq!(worker.counted("downbeat_count_repairs_total").await, 0);
    let gaps = "SELECT count(*) FROM (
        SELECT n - lag(n) OVER (PARTITION BY circle_id ORDER BY n) AS step FROM circle_change)
        AS change WHERE step <> 1";
    assert_eq!(world.postgres.number(gaps).await, 0);
    // What is told as unread is what stands behind what was read.
    for circle in &day.circles {
        for one in &day.people {
            let front = one.get(&format!("/circles/{circle}")).await;
            let you = &front.body["you"];
            if you["state"] == "active" {
                let later = format!(
                    "SELECT count(*) FROM message WHERE circle_id = '{circle}' AND seq > {}",
                    you["read"]
                );
                assert_eq!(you["unread"], world.postgres.number(&later).await);
            }
        }
    }
}
