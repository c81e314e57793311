use downbeat_live::Live;
use downbeat_store::{Keep, Store};

/// What jobs stand on.
pub struct Stand {
    pub live: Live,
    pub store: Store,
    pub keep: Keep,
    pub events_kept_months: u16,
}
