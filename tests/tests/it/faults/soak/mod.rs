//! Random faults under load, for as long as somebody likes, and then the
//! reckoning: every vote, command, job and webhook that was acknowledged is
//! there once, within what `docs/guarantees.md` allows.
//!
//! A **plan** is made of a seed before anything runs. The **installation** is an
//! installation of two APIs and two workers, with a line that may be troubled
//! before each store. What the load was promised is in its **record**.

mod installation;
mod load;
mod plan;
mod reckoning;

use std::time::Duration;

use downbeat_boot::clock;

use crate::harness::variable;
use installation::Installation;
use load::Load;
use plan::Plan;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_once() {
    let minutes: u64 = variable("SOAK_MINUTES").parse().unwrap();
    let seed: u64 = variable("SOAK_SEED").parse().unwrap();
    let plan = Plan::new(seed, Duration::from_secs(60 * minutes));
    println!("seed {seed}, {minutes} minutes, {} faults", plan.steps.len());

    let mut installation = Installation::new().await;
    let load = Load::start(&installation).await;
    let began = clock::monotonic();
    for step in &plan.steps {
        println!("{:>5.1} s  {step}", began.elapsed().as_secs_f32());
        clock::sleep(step.calm).await;
        installation.befall(step).await;
    }
    println!("{:>5.1} s  calm", began.elapsed().as_secs_f32());
    installation.heal().await;
    let record = load.end().await;
    println!("{:>5.1} s  {record}", began.elapsed().as_secs_f32());
    reckoning::hold(&installation, &record).await;
    println!("{:>5.1} s  all of it is there, once", began.elapsed().as_secs_f32());
}
