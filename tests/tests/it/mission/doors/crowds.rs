//! Many at once: a seat goes to one, and a survivor sits once.

use futures::future::join_all;
use serde_json::json;

use super::{Player, camp, of_mission, quick, uncounted};
use crate::streamer::code;

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_ask_for_the_last_seat_one_has_it() {
    let world = uncounted().await;
    let (api, other, _worker) = (world.api().await, world.api().await, world.worker().await);
    let mut config = quick();
    config["party_max"] = json!(2);
    camp(&world.program(&api), &config).await;
    let host = Player::new(&world, &api, "Host").await;
    let mut guests = Vec::new();
    for n in 0..20 {
        let through = if n % 2 == 0 { &api } else { &other };
        guests.push(Player::new(&world, through, &format!("Guest {n}")).await);
    }
    let mission = host.out("open").await;
    let answers = join_all(guests.iter().map(|guest| guest.joins(mission))).await;
    let (in_it, out_of_it): (Vec<_>, Vec<_>) =
        answers.iter().partition(|answer| answer.status == 200);
    assert_eq!(in_it.len(), 1);
    assert!(out_of_it.iter().all(|answer| code(answer) == (409, "party_full")));
    let seen = host.sees(&of_mission(mission, "")).await;
    assert_eq!(seen["view"]["party"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_phones_of_one_person_take_one_seat() {
    let world = uncounted().await;
    let (api, other, _worker) = (world.api().await, world.api().await, world.worker().await);
    camp(&world.program(&api), &quick()).await;
    let [ada, bo] = [Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await];
    let guest = Player::new(&world, &api, "Guest").await;
    let phone = guest.credential.program(&other).await;
    for _ in 0..3 {
        let (first, second) = (ada.out("open").await, bo.out("open").await);
        let join = of_mission(second, "/join");
        let (there, here) = tokio::join!(guest.joins(first), phone.post(&join, json!({})));
        let mut answers = [code(&there), code(&here)];
        answers.sort_unstable();
        assert_eq!(answers, [(200, ""), (409, "busy")]);
        let sits = if there.status == 200 { first } else { second };
        assert_eq!(guest.me().await["mission"]["id"], json!(sits));
        assert_eq!(guest.does(sits, "/leave", json!({})).await.status, 200);
        assert_eq!(ada.does(first, "/leave", json!({})).await.status, 200);
        assert_eq!(bo.does(second, "/leave", json!({})).await.status, 200);
    }
}
