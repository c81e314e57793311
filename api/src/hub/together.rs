//! What is told together: of what sockets of this process say under one name within
//! a moment, each of those who are told hears one message, with all that is theirs to
//! hear. Whoever hears more than others, as their own reaction that nobody else sees,
//! finds it among the rest, and has no second message to wonder about.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
    time::Duration,
};

use downbeat_boot::{clock, task};
use downbeat_live::{Live, Said, Together as Gathered, Whom};
use downbeat_session::Audience;
use parking_lot::Mutex;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// In one message; of more the newest.
const TOGETHER_MAX: usize = 100;

#[derive(Clone)]
pub struct Together(Arc<Inner>);

struct Inner {
    live: Live,
    gathering: Mutex<HashMap<Group, Vec<Body>>>,
}

/// What is told, where.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Group {
    session: Uuid,
    name: &'static str,
}

/// One thing that was said, and who hears it.
struct Body {
    whom: Whom,
    said: Map<String, Value>,
}

impl Together {
    pub fn new(live: Live) -> Self {
        Self(Arc::new(Inner { live, gathering: Mutex::default() }))
    }

    /// It is told with what else is said within its time.
    pub fn add(&self, session: Uuid, gathered: Gathered) {
        let Gathered { name, whom, within_ms, body } = gathered;
        let group = Group { session, name };
        let mut gathering = self.0.gathering.lock();
        let bodies = gathering.entry(group).or_default();
        let is_first = bodies.is_empty();
        gather(bodies, Body { whom, said: body });
        drop(gathering);
        if is_first {
            let together = self.clone();
            task::spawn("told together", async move {
                clock::sleep(Duration::from_millis(within_ms)).await;
                together.tell(group).await;
            });
        }
    }

    async fn tell(&self, group: Group) {
        let Some(bodies) = self.0.gathering.lock().remove(&group) else { return };
        let Group { session, name } = group;
        let live = &self.0.live;
        let at_ms = live.now_ms(live.shard(session));
        let said = shares(&bodies).into_iter().map(|(whom, bodies)| {
            let body = json!({ "all": bodies });
            let text = json!({ "type": "said", "name": name, "at_ms": at_ms, "body": body });
            Said { session, whom, text: text.to_string().into() }
        });
        if let Err(error) = live.tell_said(session, &said.collect::<Vec<_>>()).await {
            tracing::debug!(%session, name, %error, "what was said is told to nobody");
        }
    }
}

/// What few hear takes no room of what all hear, which would show.
fn gather(bodies: &mut Vec<Body>, body: Body) {
    let is_named = |body: &Body| matches!(body.whom, Whom::Named(_));
    let is_same = |other: &Body| is_named(other) == is_named(&body);
    if bodies.iter().filter(|other| is_same(other)).count() == TOGETHER_MAX
        && let Some(oldest) = bodies.iter().position(is_same)
    {
        bodies.remove(oldest);
    }
    bodies.push(body);
}

/// What each hears, in the order in which it was said: nobody is in two of them.
fn shares(bodies: &[Body]) -> Vec<(Whom, Vec<&Map<String, Value>>)> {
    let named = bodies.iter().flat_map(|body| match &body.whom {
        Whom::Partakers => &[][..],
        Whom::Others(seats) | Whom::Named(seats) => seats.as_slice(),
    });
    let named: BTreeSet<&String> = named.collect();
    let heard = |seat: Option<&str>| {
        let heard = bodies.iter().filter(|body| body.whom.has(Audience::Participant, seat));
        heard.map(|body| &body.said).collect::<Vec<_>>()
    };
    let others = if named.is_empty() {
        Whom::Partakers
    } else {
        Whom::Others(named.iter().copied().cloned().collect())
    };
    let each = named.into_iter().map(|seat| {
        let whom = Whom::Named(vec![seat.clone()]);
        (whom, heard(Some(seat.as_str())))
    });
    let all = std::iter::once((others, heard(None))).chain(each);
    all.filter(|(_, heard)| !heard.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(whom: Whom, n: usize) -> Body {
        Body { whom, said: Map::from_iter([("n".to_owned(), json!(n))]) }
    }

    fn named(seats: &[&str]) -> Whom {
        Whom::Named(seats.iter().map(|&seat| seat.to_owned()).collect())
    }

    fn others(seats: &[&str]) -> Whom {
        Whom::Others(seats.iter().map(|&seat| seat.to_owned()).collect())
    }

    fn told(bodies: &[Body]) -> Vec<(Whom, Vec<u64>)> {
        let n = |said: &&Map<String, Value>| said["n"].as_u64().unwrap();
        let shares = shares(bodies).into_iter();
        shares.map(|(whom, heard)| (whom, heard.iter().map(n).collect())).collect()
    }

    #[test]
    fn each_hears_one_message_with_all_that_is_theirs() {
        let all = [body(Whom::Partakers, 1), body(Whom::Partakers, 2)];
        assert_eq!(told(&all), [(Whom::Partakers, vec![1, 2])]);
        let shadowed = [
            body(Whom::Partakers, 1),
            body(named(&["lou"]), 2),
            body(Whom::Partakers, 3),
            body(others(&["kit"]), 4),
        ];
        let wanted = [
            (others(&["kit", "lou"]), vec![1, 3, 4]),
            (named(&["kit"]), vec![1, 3]),
            (named(&["lou"]), vec![1, 2, 3, 4]),
        ];
        assert_eq!(told(&shadowed), wanted);
        assert_eq!(told(&[body(named(&["lou"]), 7)]), [(named(&["lou"]), vec![7])]);
    }

    #[test]
    fn of_too_many_the_newest_are_told_and_who_is_hidden_takes_no_room() {
        let mut bodies = Vec::new();
        for n in 0..=TOGETHER_MAX {
            gather(&mut bodies, body(Whom::Partakers, n));
            gather(&mut bodies, body(named(&["lou"]), n));
        }
        let told = told(&bodies);
        assert_eq!(told[0].1, (1..=TOGETHER_MAX as u64).collect::<Vec<_>>());
        assert_eq!(told[1].1.len(), 2 * TOGETHER_MAX);
    }
}
