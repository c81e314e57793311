//! How Postgres is reached: pools, the replica, transactions, limits of time.

pub mod alone;
pub mod checkup;
pub mod connection;
pub mod epoch;
pub mod following;
pub mod installation;
pub mod notifications;
pub mod pool;
pub mod reading;
pub mod replica;
pub mod schema;
pub mod statement;
pub mod transaction;
pub mod with_timeout;
