//! The one integration binary: real servers, a database of its own for each
//! test, and no sleeping. `cargo xtask test` starts the servers and says where
//! they are.

mod harness;
mod store;
