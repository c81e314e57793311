//! Exports: all that somebody has here, written into one file for themselves.
//!
//! The file is a ZIP of lists in JSON, with media as they are. It is made from its
//! beginning to its end, in pieces: read from Postgres row by row, packed, sealed with the
//! person's key and put back into Postgres, so that neither this process nor a disk ever
//! has all of it. What is in it says `store` (`export/parts.rs`, and `exported.rs` of
//! kinds); what only this crate can read, the journal and drafts, is added here.

mod contents;
pub mod export;
mod file;
mod zip;

pub use contents::TABLES;
pub use file::open_piece;
