//! A seat goes to one, and a survivor is at one place, however many ask at once.

use downbeat_session::kinds::mission::{
    expedition::{Party, Why},
    resolver::Seed,
};
use downbeat_store::{MissionError, Seat};
use futures::future::join_all;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{alone, camp, code, make, person};
use crate::harness::World;

const OPEN: (Party, Option<&str>) = (Party::Open, None);

async fn join(
    world: &World,
    mission: Uuid,
    seat: Seat,
    code: Option<&str>,
) -> Result<(), MissionError> {
    let transaction = world.postgres.begin().await?;
    transaction.seat(mission, seat, code, downbeat_boot::clock::unix_ms()).await?;
    transaction.commit().await?;
    Ok(())
}

async fn host(world: &World, mission: Uuid) -> Uuid {
    let facts = facts(world, mission).await;
    facts["missions"][0]["host"].as_str().unwrap().parse().unwrap()
}

async fn facts(world: &World, mission: Uuid) -> serde_json::Value {
    let transaction = world.postgres.begin().await.unwrap();
    world.postgres.mission_facts(&transaction, mission).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_join_at_once_one_gets_the_last_seat() {
    let world = World::new().await;
    let camp = camp(&world, &json!({ "party_max": 2 })).await;
    let mission = make(&world, camp, person(&world, "Host").await, OPEN).await.unwrap();
    let mut guests = Vec::new();
    for n in 0..20 {
        guests.push(person(&world, &format!("Guest {n}")).await);
    }
    let answers = join_all(guests.iter().map(|seat| join(&world, mission, *seat, None))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let refused = answers.into_iter().filter(Result::is_err);
    assert!(refused.map(code).all(|code| code == "party_full"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survivor_who_joins_ten_at_once_sits_in_one() {
    let world = World::new().await;
    let camp = camp(&world, &json!({})).await;
    let mut lobbies = Vec::new();
    for n in 0..10 {
        let host = person(&world, &format!("Host {n}")).await;
        lobbies.push(make(&world, camp, host, OPEN).await.unwrap());
    }
    let guest = person(&world, "Guest").await;
    let answers = join_all(lobbies.iter().map(|lobby| join(&world, *lobby, guest, None))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let refused = answers.into_iter().filter(Result::is_err);
    assert!(refused.map(code).all(|code| code == "busy"));
    let sits = join_all(lobbies.iter().map(async |lobby| {
        facts(&world, *lobby).await["mission_members"].as_array().unwrap().len() == 2
    }));
    let elsewhere = sits.await.iter().position(|sits| !sits).unwrap();
    let twice = format!(
        "INSERT INTO mission_members (session_id, survivor_id, camp_id, slot, name, level,
             injured, marks)
         VALUES ('{}', '{}', '{camp}', 3, 'Guest', 1, false, 0)",
        lobbies[elsewhere], guest.survivor
    );
    let inserted = world.postgres.connection().execute_unprepared(&twice).await;
    assert!(inserted.is_err(), "the table itself holds it");
}

#[tokio::test]
async fn a_party_has_its_code_its_host_and_its_end() {
    let world = World::new().await;
    let camp = camp(&world, &json!({ "out_max": 3, "names": "free" })).await;
    let [ann, bo, cid, dee] = [
        person(&world, "Ann").await,
        person(&world, "Bo").await,
        person(&world, "Cid").await,
        person(&world, "Dee").await,
    ];
    let mission = make(&world, camp, ann, (Party::Code, Some("ABCDEF"))).await.unwrap();
    assert_eq!(code(join(&world, mission, bo, None).await), "wrong_code");
    assert_eq!(code(join(&world, mission, bo, Some("abcdef")).await), "wrong_code");
    let stranger = Seat { user: cid.user, ..bo };
    assert_eq!(code(join(&world, mission, stranger, Some("ABCDEF")).await), "no_survivor");
    join(&world, mission, bo, Some("ABCDEF")).await.unwrap();
    join(&world, mission, cid, Some("ABCDEF")).await.unwrap();
    assert_eq!(code(make(&world, camp, dee, OPEN).await), "full");

    let store = &world.postgres;
    let unseat = async |who: Seat, why| -> Result<(), MissionError> {
        let transaction = store.begin().await?;
        transaction.unseat(mission, who.survivor, why).await?;
        transaction.commit().await?;
        Ok(())
    };
    unseat(ann, Why::Left).await.unwrap();
    assert_eq!(code(unseat(ann, Why::Left).await), "not_member");
    assert_eq!(host(&world, mission).await, bo.survivor, "who is there longest");
    let transaction = store.begin().await.unwrap();
    let handed = (bo.survivor, cid.survivor);
    transaction.hand_over(mission, handed).await.unwrap();
    assert_eq!(code(transaction.hand_over(mission, handed).await), "not_host");
    transaction.commit().await.unwrap();
    // Who left may come back.
    join(&world, mission, ann, Some("ABCDEF")).await.unwrap();
    for who in [ann, bo, cid] {
        unseat(who, Why::Kicked).await.unwrap();
    }
    assert_eq!(facts(&world, mission).await["missions"][0]["is_dissolved"], true);
    assert_eq!(code(join(&world, mission, dee, Some("ABCDEF")).await), "wrong_status");
    // All of them are free.
    let other = make(&world, camp, ann, OPEN).await.unwrap();
    join(&world, other, bo, None).await.unwrap();
    let members = facts(&world, other).await["mission_members"].clone();
    let names: Vec<_> = members.as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert!(names.contains(&&json!("Ann")) && names.contains(&&json!("Bo")), "{names:?}");
}

#[tokio::test]
async fn who_leaves_is_settled_with_the_departure() {
    let world = World::new().await;
    let camp = camp(&world, &json!({ "blocked_names": ["ANN"], "names": "free" })).await;
    let (ann, bo) = (person(&world, "Ann").await, person(&world, "Bo").await);
    let mission = make(&world, camp, ann, OPEN).await.unwrap();
    let store = &world.postgres;
    let depart = async |host: Seat| -> Result<_, MissionError> {
        let transaction = store.begin().await?;
        let terms = transaction.depart(mission, host.survivor, Seed([3; 16]), 1_000).await?;
        transaction.commit().await?;
        Ok(terms)
    };
    assert_eq!(code(depart(ann).await), "not_ready", "nobody goes alone from a lobby");
    join(&world, mission, bo, None).await.unwrap();
    assert_eq!(code(depart(bo).await), "not_host");
    let terms = depart(ann).await.unwrap();
    let party: Vec<_> = terms.party.iter().map(|one| one.survivor).collect();
    assert_eq!(party, [ann.survivor, bo.survivor]);
    assert_eq!(code(depart(ann).await), "wrong_status");
    let told = facts(&world, mission).await;
    assert_eq!(told["mission_members"].as_array().unwrap().len(), 2);
    assert!(told["mission_members"].to_string().contains("Marrow"), "a blocked name");
    assert_eq!(told["missions"][0]["terms"], json!(terms));

    let transaction = store.begin().await.unwrap();
    transaction.turn_back(mission, bo.survivor, 5_000).await.unwrap();
    transaction.turn_back(mission, bo.survivor, 9_000).await.unwrap();
    assert_eq!(code(transaction.recall(mission, bo.survivor, 5_000).await), "not_host");
    transaction.recall(mission, ann.survivor, 7_000).await.unwrap();
    transaction.commit().await.unwrap();
    let told = facts(&world, mission).await;
    assert_eq!(told["missions"][0]["recall_ms"], 7_000);
    let bo_row = told["mission_members"].as_array().unwrap().iter().find(|one| one["name"] == "Bo");
    assert_eq!(bo_row.unwrap()["turn_back_ms"], 5_000, "the first wish counts");
}

#[tokio::test]
async fn one_survivor_lives_per_person() {
    let world = World::new().await;
    let camp = camp(&world, &json!({})).await;
    let ann = person(&world, "Ann").await;
    let living = world.postgres.living_survivor(ann.user).await.unwrap().unwrap();
    assert_eq!((living.id, living.shown_name()), (ann.survivor, Some("Ann")));
    let transaction = world.postgres.begin().await.unwrap();
    let new = downbeat_store::NewSurvivor {
        id: Uuid::new_v4(),
        user_id: ann.user,
        bent: downbeat_session::kinds::mission::Stat::Grit,
        pack_name: "Sedge",
        own_name: None,
    };
    assert!(transaction.make_survivor(new).await.is_err());
    drop(transaction);
    alone(&world, camp, ann, Seed([1; 16])).await;
    assert_eq!(code(make(&world, camp, ann, OPEN).await), "busy");
    let retire = format!("UPDATE survivors SET state = 'lost' WHERE id = '{}'", ann.survivor);
    world.postgres.run(&retire).await;
    assert!(world.postgres.living_survivor(ann.user).await.unwrap().is_none());
    assert_eq!(code(make(&world, camp, ann, OPEN).await), "lost");
}
