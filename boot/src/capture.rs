//! What a piece of work logged, kept beside what goes to the log.

use std::fmt::{self, Write};
use std::sync::Arc;

use parking_lot::Mutex;
use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use crate::clock;

const LINES_MAX: usize = 100;
const LINE_BYTES_MAX: usize = 500;

tokio::task_local! {
    static LINES: Lines;
}

/// The lines of one piece of work. What it logs in tasks of its own is not
/// among them.
#[derive(Clone, Debug, Default)]
pub struct Lines(Arc<Mutex<Vec<Value>>>);

impl Lines {
    /// Does the work and keeps what it logs.
    pub async fn during<F: Future>(&self, work: F) -> F::Output {
        LINES.scope(self.clone(), work).await
    }

    /// The first lines, each with its time, level and text; null if there were
    /// none.
    pub fn take(&self) -> Value {
        let lines = std::mem::take(&mut *self.0.lock());
        if lines.is_empty() { Value::Null } else { Value::Array(lines) }
    }
}

/// Hands what is logged to the work that logs it.
pub(crate) struct Capture;

impl<S: Subscriber> Layer<S> for Capture {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        // Most of what is logged is nobody's work.
        let _ = LINES.try_with(|lines| {
            let mut lines = lines.0.lock();
            if lines.len() < LINES_MAX {
                let mut text = Text::default();
                event.record(&mut text);
                let level = event.metadata().level().as_str().to_lowercase();
                lines.push(
                    json!({ "at_ms": clock::unix_ms(), "level": level, "text": text.0.trim_end() }),
                );
            }
        });
    }
}

/// The message, then the fields.
#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let mut said = if field.name() == "message" {
            format!("{value:?} ")
        } else {
            format!("{}={value:?} ", field.name())
        };
        // Postgres takes no NUL.
        said.retain(|c| c != '\0');
        if field.name() == "message" {
            self.0.insert_str(0, &said);
        } else {
            let _ = self.0.write_str(&said);
        }
        let end = self.0.floor_char_boundary(LINE_BYTES_MAX);
        self.0.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[tokio::test]
    async fn work_finds_its_own_lines_and_no_others() {
        let subscriber = tracing_subscriber::registry().with(Capture);
        let _guard = tracing::subscriber::set_default(subscriber);
        let lines = Lines::default();
        tracing::info!("before");
        lines.during(async { tracing::warn!(tries = 3, "it did not work") }).await;
        tracing::info!("after");
        let kept = lines.take();
        assert_eq!(kept.as_array().unwrap().len(), 1);
        assert_eq!(kept[0]["level"], "warn");
        assert_eq!(kept[0]["text"], "it did not work tries=3");
        assert!(lines.take().is_null());
    }
}
