//! What a metric is, and the series that it has.

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Counter,
    Gauge,
    /// Upper bounds of its buckets, in the metric's unit.
    Histogram(&'static [f64]),
}

/// A label and all the values that it can have.
pub type Label = (&'static str, &'static [&'static str]);

#[derive(Clone, Copy, Debug)]
pub struct Metric {
    pub name: &'static str,
    pub kind: Kind,
    pub help: &'static str,
    pub labels: &'static [Label],
    /// Gathered by one process for all.
    pub is_service_wide: bool,
}

pub(super) const fn counter(
    name: &'static str,
    help: &'static str,
    labels: &'static [Label],
) -> Metric {
    Metric { name, kind: Kind::Counter, help, labels, is_service_wide: false }
}

pub(super) const fn gauge(
    name: &'static str,
    help: &'static str,
    labels: &'static [Label],
) -> Metric {
    Metric { name, kind: Kind::Gauge, help, labels, is_service_wide: false }
}

pub(super) const fn service_wide(
    name: &'static str,
    help: &'static str,
    labels: &'static [Label],
) -> Metric {
    Metric { is_service_wide: true, ..gauge(name, help, labels) }
}

pub(super) const fn histogram(
    name: &'static str,
    buckets: &'static [f64],
    help: &'static str,
    labels: &'static [Label],
) -> Metric {
    Metric { name, kind: Kind::Histogram(buckets), help, labels, is_service_wide: false }
}

impl Metric {
    /// Every series: each combination of label values.
    pub fn series(&self) -> Vec<Vec<(&'static str, &'static str)>> {
        let mut all = vec![Vec::new()];
        for (label, values) in self.labels {
            all = all
                .iter()
                .flat_map(|series| {
                    values.iter().map(move |value| {
                        let mut longer = series.clone();
                        longer.push((*label, *value));
                        longer
                    })
                })
                .collect();
        }
        all
    }
}
