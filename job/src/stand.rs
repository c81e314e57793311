use downbeat_live::Live;
use downbeat_store::Store;

/// What jobs stand on.
pub struct Stand {
    pub live: Live,
    pub store: Store,
}
