//! Where a picture is: the pages compute the same (web/src/kinds/room/position.ts).

use serde::Deserialize;

use crate::kinds::room::Playback;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    playback: Playback,
    /// A time of the server, and where the picture is then.
    at: Vec<(i64, i64)>,
    /// A place, and when the picture is there: null if never.
    reaches: Vec<(i64, Option<i64>)>,
}

#[test]
fn a_picture_is_where_the_pages_show_it() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("positions.json")).unwrap();
    for Case { playback, at, reaches } in cases {
        for (server_ms, media_ms) in at {
            assert_eq!(playback.position_ms(server_ms), media_ms, "{playback:?} at {server_ms}");
        }
        for (media_ms, server_ms) in reaches {
            assert_eq!(playback.reaches_ms(media_ms), server_ms, "{playback:?} to {media_ms}");
        }
    }
}
