//! Bad lines between a socket and its API.

use futures::future::join_all;

use super::{crowd::Crowd, windowed};
use crate::harness::{HANGS, Process, Proxy, Screen, TROUBLES, Trouble, World, until};

/// What comes late or slowly comes in order; a socket that was cut comes back
/// to all that was counted.
#[tokio::test(flavor = "multi_thread")]
async fn a_socket_with_a_bad_line_shows_the_truth_in_order() {
    let world = windowed().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let line = Proxy::to(&api.base).await;
    let mut crowd = Crowd::new(&world);
    for trouble in TROUBLES.into_iter().filter(|trouble| *trouble != Trouble::HalfOpen) {
        let mut screen = open(&world, &api, &line).await;
        line.trouble(trouble);
        crowd.says(&api, 20).await;
        if trouble == Trouble::Cut {
            while screen.try_frame().await.is_some() {}
            line.mend();
            screen = open(&world, &api, &line).await;
            assert_eq!(screen.hello["view"]["for"], crowd.said);
        } else {
            screen.frame_with(crowd.said).await;
            line.mend();
        }
        crowd.says(&api, 5).await;
        screen.frame_with(crowd.said).await;
    }
}

/// More come at once than may ask live Redis: they wait in line, and each is let
/// in.
#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_waits_in_line_and_comes_in() {
    let world = windowed().await.with("API__IN_FLIGHT_MAX", "8");
    let (api, _worker) = (world.api().await, world.worker().await);
    let url = api.socket_url(&world.seeded.overlay_token);
    let _first = world.screen(&api).await;
    let words = join_all((0..100).map(async |_| Screen::connect(&url).await.next().await)).await;
    for word in &words {
        assert_eq!(word["type"], "hello", "{word}");
    }
}

/// Neither side is told: the API asks for a sign of life, and gives the seat up.
#[tokio::test(flavor = "multi_thread")]
async fn a_socket_that_is_half_open_is_given_up() {
    let world = windowed().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let line = Proxy::to(&api.base).await;
    let _lost = open(&world, &api, &line).await;
    line.trouble(Trouble::HalfOpen);
    let mut crowd = Crowd::new(&world);
    crowd.says(&api, 5).await;
    let closed = "downbeat_sockets_closed_total{code=\"3002\"}";
    let given_up = async || (api.counted(closed).await == 1).then_some(());
    downbeat_boot::clock::sleep(HANGS).await;
    until("the silent socket is given up", given_up).await;
    line.mend();
    let back = open(&world, &api, &line).await;
    assert_eq!(back.hello["view"]["for"], crowd.said);
    until("nobody else is here", async || {
        (api.counted("downbeat_sockets ").await == 1).then_some(())
    })
    .await;
}

async fn open(world: &World, api: &Process, line: &Proxy) -> Screen {
    Screen::open(&line.lead(&api.socket_url(&world.seeded.overlay_token))).await
}
