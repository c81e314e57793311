//! What keeps the tables as small and as new as they should be.

pub mod archives;
pub mod copying;
pub mod erasure;
mod guests;
mod lists;
pub mod partitions;
pub mod personal;
pub mod pruning;
pub mod resealing;

pub use lists::DATA;
