//! What keeps the tables as small and as new as they should be.

pub mod erasure;
pub mod partitions;
pub mod pruning;
pub mod resealing;
