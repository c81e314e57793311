//! The only scripts of this repository: `cargo xtask demo`, `test` and others.
//!
//! A **tool** is a program of the machine (PostgreSQL, Redis, Node, Chromium):
//! found, or installed where that is allowed. A **service** is a process that
//! we start and stop, by its id and never by its name. A **fleet** is all
//! services of one run, stopped in waves. A **scratch** is the fresh folder they
//! live in, gone with them. **Tidy** holds the tree to the rules of this repository.
//!
//! This crate does not use the product's crates: it has to be there in seconds
//! and it speaks to the programs as any operator does, by environment and HTTP.

pub mod bench;
pub mod demo;
pub mod extension;
pub mod faults;
pub mod fuzz;
pub mod say;
pub mod stop;
pub mod test;
pub mod tidy;
pub mod upgrade;

mod chance;
mod fleet;
mod fresh;
mod http;
mod linted;
mod older;
mod pages;
mod place;
mod port;
mod programs;
mod scratch;
mod servers;
mod service;
mod step;
mod tools;
mod user;
