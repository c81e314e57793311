//! Loops that find nothing to wait for.
//!
//! What is due again as soon as it was done would keep a loop busy for ever, and
//! whoever it asks. Such a loop waits all the same; here it is counted, and told
//! when it begins, as an error when it goes on, and when it is over.

use metrics::counter;

/// What a loop that waits by itself knows of that.
#[derive(Debug)]
pub struct Again {
    name: &'static str,
    times: u64,
}

impl Again {
    /// `name` is one of `metric::label::LOOP`.
    pub const fn of(name: &'static str) -> Self {
        Self { name, times: 0 }
    }

    /// Notes whether there is nothing to wait for; answers it.
    pub fn note(&mut self, is_again: bool) -> bool {
        if is_again {
            counter!("downbeat_loop_again_total", "name" => self.name).increment(1);
            match self.times {
                // A server that goes takes a line with it that was just opened.
                0 => tracing::warn!(name = self.name, "a loop is due again at once: it waits"),
                1 => tracing::error!(name = self.name, "a loop is due again at once, again"),
                _ => {}
            }
            self.times += 1;
        } else if self.times > 0 {
            tracing::info!(name = self.name, times = self.times, "a loop finds what to wait for");
            self.times = 0;
        }
        is_again
    }
}

#[cfg(test)]
mod tests {
    use metrics_exporter_prometheus::PrometheusBuilder;
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;
    use crate::capture::{Capture, Lines};

    #[tokio::test]
    async fn each_time_is_counted_and_the_first_two_are_told() {
        let recorder = PrometheusBuilder::new().build_recorder();
        let _counted = metrics::set_default_local_recorder(&recorder);
        let told = tracing_subscriber::registry().with(Capture);
        let _told = tracing::subscriber::set_default(told);
        let lines = Lines::default();
        let mut again = Again::of("schedules");
        let turns = async {
            for is_again in [false, true, true, false, true] {
                assert_eq!(again.note(is_again), is_again);
            }
        };
        lines.during(turns).await;
        let page = recorder.handle().render();
        assert!(page.contains("downbeat_loop_again_total{name=\"schedules\"} 3"), "{page}");
        let lines = lines.take();
        let levels: Vec<_> =
            lines.as_array().unwrap().iter().map(|line| line["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["warn", "error", "info", "warn"]);
    }
}
