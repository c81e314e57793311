//! What stories are told from is kept for ever.

use downbeat_session::kinds::mission::pack::{Pack, SHIPPED};
use downbeat_store::StoreError;
use serde_json::Value;

use crate::harness::World;

#[tokio::test]
async fn a_pack_is_kept_as_it_was_and_another_of_its_name_is_refused() {
    let world = World::new().await;
    let pack = Pack::read(SHIPPED[0].1).unwrap();
    for _ in 0..2 {
        world.postgres.keep_pack(&pack).await.unwrap();
    }
    assert_eq!(world.postgres.number("SELECT count(*) FROM content_packs").await, 1);
    let mut edited: Value = serde_json::from_str(SHIPPED[0].1).unwrap();
    edited["rules"]["hurt_bp"] = 901.into();
    let edited = Pack::read(&edited.to_string()).unwrap();
    let refused = world.postgres.keep_pack(&edited).await;
    assert!(matches!(refused, Err(StoreError::Conflict)), "{refused:?}");
}
