//! Logs and metrics: where they go. What is measured stands in
//! [`metric::all`].

use std::net::SocketAddr;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::util::TryInitError;

use crate::capture::Capture;
use crate::metric::{self, Kind, Metric};
use crate::settings::{Log, LogFormat};
use crate::{task, vitals};

#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    #[error("the log level cannot be read")]
    Level(#[from] ParseError),
    #[error("logs are already set up")]
    Logs(#[from] TryInitError),
    #[error("metrics cannot be served on {bind}")]
    Metrics { bind: SocketAddr, source: BuildError },
    #[error("metrics are already set up")]
    Recorder,
}

/// Sends logs to standard error, so that a command's output stays its own.
pub fn init_logs(log: &Log) -> Result<(), TelemetryError> {
    let filter = EnvFilter::try_new(&log.level)?;
    let registry = tracing_subscriber::registry().with(filter).with(Capture);
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    match log.format {
        LogFormat::Pretty => registry.with(layer.compact().with_target(false)).try_init()?,
        LogFormat::Json => registry.with(layer.json().flatten_event(true)).try_init()?,
    }
    Ok(())
}

/// Serves `/metrics` on `bind` for the life of the process, and watches that. Call it before
/// anything is measured, inside a runtime.
pub fn serve_metrics(bind: SocketAddr) -> Result<(), TelemetryError> {
    let failed = |source| TelemetryError::Metrics { bind, source };
    let (recorder, exporter) =
        builder().map_err(failed)?.with_http_listener(bind).build().map_err(failed)?;
    metrics::set_global_recorder(recorder).map_err(|_| TelemetryError::Recorder)?;
    register_all();
    vitals::watch();
    task::spawn("metrics", async move {
        if let Err(error) = exporter.await {
            tracing::error!(?error, "metrics are no longer served");
        }
    });
    Ok(())
}

fn builder() -> Result<PrometheusBuilder, BuildError> {
    metric::all().try_fold(PrometheusBuilder::new(), |builder, metric| match metric.kind {
        Kind::Histogram(buckets) => {
            builder.set_buckets_for_metric(Matcher::Full(metric.name.to_owned()), buckets)
        }
        Kind::Counter | Kind::Gauge => Ok(builder),
    })
}

/// Puts every series in place. A gauge or a counter starts at 0, a histogram
/// without samples.
fn register_all() {
    metric::all().for_each(register);
}

/// Sets what is service-wide to 0: another process gathers it now.
pub fn forget_service() {
    for metric in metric::all().filter(|metric| metric.is_service_wide) {
        for series in metric.series() {
            metrics::gauge!(metric.name, &series).set(0.0);
        }
    }
}

fn register(metric: &Metric) {
    let Metric { name, kind, help, labels: _, is_service_wide: _ } = *metric;
    match kind {
        Kind::Counter => metrics::describe_counter!(name, help),
        Kind::Gauge => metrics::describe_gauge!(name, help),
        Kind::Histogram(_) => metrics::describe_histogram!(name, help),
    }
    for series in metric.series() {
        match kind {
            Kind::Counter => metrics::counter!(name, &series).absolute(0),
            Kind::Gauge => metrics::gauge!(name, &series).set(0.0),
            Kind::Histogram(_) => drop(metrics::histogram!(name, &series)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_series_is_there_before_anything_happens() {
        let recorder = builder().unwrap().build_recorder();
        let handle = recorder.handle();
        metrics::with_local_recorder(&recorder, register_all);
        let page = handle.render();
        for metric in metric::all() {
            let name = metric.name;
            assert!(page.contains(&format!("# HELP {name} ")), "{name}");
            let lines = page.lines().filter(|line| {
                line.starts_with(&format!("{name} ")) || line.starts_with(&format!("{name}{{"))
            });
            match metric.kind {
                Kind::Counter | Kind::Gauge => assert_eq!(lines.count(), metric.series().len()),
                Kind::Histogram(_) => assert!(page.contains(&format!("{name}_count")), "{name}"),
            }
        }
        let vote = "downbeat_votes_total{outcome=\"counted\"} 0";
        assert!(page.contains(vote), "{page}");
    }
}
