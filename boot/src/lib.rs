//! What a process does before its first request, and on its way out.
//!
//! **Settings** come from one embedded file, a local file and the environment,
//! and are complete and checked before anything connects. **Telemetry** is logs
//! and the one list of metrics, all of them at 0 from the start. The **clock**
//! and named **tasks** are the only ways to time and to `tokio::spawn`, so
//! that waiting and background work can be found by searching for two words.
//! **Shutdown** is one flag that every loop watches, and a limit after which the
//! process ends whatever its loops do. What is due **again** at once is counted.
//!
//! Nothing here knows Redis, SQL, HTTP or the product.

pub mod again;
pub mod capture;
pub mod clock;
pub mod health;
pub mod metric;
pub mod network;
pub mod process;
pub mod recent;
pub mod retry;
pub mod settings;
pub mod shutdown;
pub mod stop_limit;
pub mod task;
pub mod telemetry;
mod vitals;

pub use settings::Config;
pub use shutdown::Shutdown;
