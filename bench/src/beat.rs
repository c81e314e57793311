//! The beat under load: 10,000 active sessions, votes in 1,000 of them a beat.

use std::time::Duration;

use downbeat_boot::clock;
use redis::Pipeline;
use uuid::Uuid;

use crate::{installation::Installation, report};

const ACTIVE: u32 = 10_000;
const DIRTY: u16 = 1_000;
const BEATS: u32 = 200;
const BEAT: Duration = Duration::from_millis(50);

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let meters = installation.open_meters(ACTIVE).await?;
    clock::sleep(Duration::from_secs(3)).await;
    // The same writes to keys that no beat looks at: what marking itself costs.
    let marking = append(installation, &meters, "unused").await?;
    let before = histograms(installation).await?;
    let told = append(installation, &meters, "changes").await?;
    let after = histograms(installation).await?;
    let sessions = f64::from(BEATS) * f64::from(DIRTY);
    let cost = told.saturating_sub(marking).as_secs_f64() * 1e6 / sessions;
    report::figure("Redis CPU a dirty session and beat, 16 a shard", cost, "µs");
    for name in ["lateness", "work"] {
        let what = format!("beat {name}, 10,000 active, 1,000 dirty, p99");
        let name = format!("downbeat_beat_{name}_seconds");
        report::figure(&what, p99_ms(&name, &before, &after), "ms");
    }
    Ok(())
}

/// Says once a beat what a vote moved in sessions; answers the CPU that Redis used
/// meanwhile.
async fn append(
    installation: &Installation,
    meters: &[(String, Uuid)],
    list: &str,
) -> anyhow::Result<Duration> {
    let live = &installation.live;
    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut connection = client.get_multiplexed_async_connection().await?;
    let before = installation.redis_cpu().await?;
    let mut turns = clock::interval(BEAT);
    for beat in 0..BEATS {
        turns.tick().await;
        let mut pipeline = Pipeline::new();
        let dirty = usize::from(DIRTY);
        let from = beat as usize * dirty % meters.len();
        for (_, id) in &meters[from..from + dirty] {
            let shard = live.shard(*id);
            let key = format!("d1:{{{shard}}}:{list}");
            pipeline.cmd("APPEND").arg(key).arg(change(*id, beat)).ignore();
        }
        pipeline.exec_async(&mut connection).await?;
    }
    Ok(installation.redis_cpu().await?.saturating_sub(before))
}

/// As the function of a vote says it, of a value without a round: nobody watches,
/// so that what it says is looked at by nobody.
fn change(id: Uuid, beat: u32) -> Vec<u8> {
    let mut change = id.as_bytes().to_vec();
    for number in [1, 0] {
        change.extend(u64::to_be_bytes(number));
    }
    change.extend(1_u16.to_be_bytes());
    for number in [u64::from(beat) + 1, 1] {
        change.extend(number.to_be_bytes());
    }
    change.extend(1.0_f64.to_be_bytes());
    change.extend([0, 0]);
    change
}

/// Lines of the workers' histograms: (name and limit, count).
type Buckets = Vec<(String, u64)>;

async fn histograms(installation: &Installation) -> anyhow::Result<Buckets> {
    let mut buckets = Vec::new();
    for url in &installation.ready.metrics {
        let page = reqwest::get(url).await?.text().await?;
        let lines = page.lines().filter(|line| line.starts_with("downbeat_beat_"));
        let read = |line: &str| {
            let (name, count) = line.rsplit_once(' ')?;
            Some((format!("{url} {name}"), count.parse().ok()?))
        };
        buckets.extend(lines.filter_map(read));
    }
    Ok(buckets)
}

/// The limit that 99 of 100 beats kept, between two limits of the histogram as if
/// they lay evenly there.
fn p99_ms(name: &str, before: &Buckets, after: &Buckets) -> f64 {
    let mut limits: Vec<(f64, u64)> = Vec::new();
    for ((key, now), (_, then)) in after.iter().zip(before) {
        let Some(limit) = key.split_once(&format!("{name}_bucket{{le=\"")) else { continue };
        let Some(limit) = limit.1.split('"').next().and_then(|limit| limit.parse::<f64>().ok())
        else {
            continue;
        };
        match limits.iter_mut().find(|(known, _)| (*known - limit).abs() < f64::EPSILON) {
            Some((_, count)) => *count += now - then,
            None => limits.push((limit, now - then)),
        }
    }
    limits.sort_by(|one, other| one.0.total_cmp(&other.0));
    #[expect(clippy::cast_precision_loss, reason = "some hundred beats")]
    let counts: Vec<(f64, f64)> =
        limits.iter().map(|(limit, count)| (*limit, *count as f64)).collect();
    let wanted = counts.last().map_or(0.0, |(_, all)| all * 0.99);
    let mut below = (0.0, 0.0);
    for (limit, count) in counts {
        if count >= wanted && count > below.1 {
            let share = (wanted - below.1) / (count - below.1);
            return (below.0 + (limit - below.0) * share) * 1e3;
        }
        below = (limit, count);
    }
    below.0 * 1e3
}
