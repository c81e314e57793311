//! App that only one kind has, a folder a kind.

pub mod meter;
