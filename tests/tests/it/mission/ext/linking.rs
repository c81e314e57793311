//! Somebody who shares who they are at Twitch is one person wherever they come from.

use downbeat_job::linking::link;
use downbeat_session::kinds::mission::{Stat, expedition::Party, resolver::Seed};
use downbeat_store::{MissionError, NewIdentity, NewSurvivor, Seat};
use serde_json::json;
use uuid::Uuid;

use crate::{
    harness::World,
    mission::{alone, camp, make},
};

async fn account(world: &World, provider: &str, id: &str) -> Uuid {
    let account =
        NewIdentity { provider, provider_user_id: id, login: "", display_name: "somebody" };
    world.postgres.create_user_with_identity(account).await.unwrap().id
}

async fn survivor(world: &World, user: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    let transaction = world.postgres.begin().await.unwrap();
    let (bent, pack_name, own_name) = (Stat::Grit, "Marrow", None);
    let new = NewSurvivor { id, user_id: user, bent, pack_name, own_name };
    transaction.make_survivor(new).await.unwrap();
    transaction.commit().await.unwrap();
    id
}

async fn linked(world: &World, kept: Option<Uuid>) -> Result<(Uuid, Option<Uuid>), &'static str> {
    match link(&world.postgres, ("U7", "700"), kept).await {
        Ok((linking, _)) => Ok((linking.person, linking.other)),
        Err(MissionError::Refused(code)) => Err(code),
        Err(error) => panic!("{error}"),
    }
}

async fn living(world: &World, user: Uuid) -> Option<Uuid> {
    world.postgres.living_survivor(user).await.unwrap().map(|survivor| survivor.id)
}

#[tokio::test]
async fn whoever_is_known_by_one_account_is_known_by_both() {
    let world = World::new().await;
    let (person, other) = linked(&world, None).await.unwrap();
    assert_eq!((world.postgres.viewer("U7").await.unwrap(), other), (Some(person), None));
    let known = world.postgres.user_by_identity("twitch", "700").await.unwrap().unwrap();
    assert_eq!(known.id, person);
    assert_eq!(linked(&world, None).await.unwrap(), (person, None), "again changes nothing");
}

#[tokio::test]
async fn a_viewers_survivor_is_the_persons_from_then_on() {
    let world = World::new().await;
    let person = account(&world, "twitch", "700").await;
    let (viewer, _) = world.postgres.keep_viewer("U7").await.unwrap();
    let survivor = survivor(&world, viewer).await;
    let camp = camp(&world, &json!({})).await;
    let mission = alone(&world, camp, Seat { survivor, user: viewer }, Seed([7; 16])).await;
    assert_eq!(linked(&world, None).await.unwrap(), (person, Some(viewer)));
    assert_eq!(living(&world, person).await, Some(survivor));
    assert_eq!(world.postgres.viewer("U7").await.unwrap(), Some(person));
    let told = format!(
        "SELECT count(*) FROM job WHERE name = 'tell_mission'
         AND payload->>'mission' = '{mission}'"
    );
    assert_eq!(world.postgres.number(&told).await, 1, "its party hears of it");
    let late = "SELECT count(*) FROM job WHERE name = 'erase_traces'";
    assert_eq!(world.postgres.number(late).await, 1);
}

#[tokio::test]
async fn of_two_that_live_one_is_chosen_and_the_other_stays_at_home() {
    let world = World::new().await;
    let person = account(&world, "twitch", "700").await;
    let (viewer, _) = world.postgres.keep_viewer("U7").await.unwrap();
    let (theirs, other) = (survivor(&world, person).await, survivor(&world, viewer).await);
    assert_eq!(linked(&world, None).await, Err("two_survivors"));
    assert_eq!(linked(&world, Some(Uuid::now_v7())).await, Err("two_survivors"));
    assert_eq!(world.postgres.viewer("U7").await.unwrap(), Some(viewer), "nothing was done");
    // One who is out cannot be left behind.
    let camp = camp(&world, &json!({})).await;
    let seat = Seat { survivor: theirs, user: person };
    make(&world, camp, seat, (Party::Open, None)).await.unwrap();
    assert_eq!(linked(&world, Some(other)).await, Err("busy"));
    assert_eq!(linked(&world, Some(theirs)).await.unwrap(), (person, Some(viewer)));
    assert_eq!(living(&world, person).await, Some(theirs));
    let left = world.postgres.survivor(other).await.unwrap().unwrap();
    assert_eq!((left.state.as_str(), left.user_id), ("retired", Some(person)));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_links_at_once_all_lead_to_one_person() {
    let world = World::new().await;
    let tries = (0..8).map(|_| linked(&world, None));
    let people: Vec<_> = futures::future::join_all(tries).await;
    let people: std::collections::BTreeSet<Uuid> =
        people.into_iter().map(|one| one.unwrap().0).collect();
    assert_eq!(people.len(), 1, "{people:?}");
}
