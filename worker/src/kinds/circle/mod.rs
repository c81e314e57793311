//! Circles: what a demo begins with.

pub mod seed;
mod words;
