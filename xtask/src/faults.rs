//! `cargo xtask faults`: all that may fail, failing, and then, for as long as
//! somebody likes, at random.

use anyhow::Result;

use crate::{
    chance, pages,
    programs::{self, Programs},
    say,
    stop::Stop,
    test::{Servers, Which},
    tools::{self, Tools},
};

#[derive(clap::Args)]
pub struct Arguments {
    /// Random faults for so many minutes, when all of them were tested alone.
    #[arg(long, default_value_t = 0)]
    minutes: u64,
    /// What the random ones are made of: the same seed, the same plan.
    #[arg(long)]
    seed: Option<u64>,
    /// Only the random ones.
    #[arg(long, requires = "minutes")]
    only_soak: bool,
}

/// Tests of faults that stand elsewhere, beside what they are about.
const ELSEWHERE: &str = "test(/^jobs::(chaos|failover|signals)::/) | test(/^(drain|inner|ownership)::/) \
     | test(a_full_) | test(an_emptied_redis) | test(a_killed_owner)";
/// Processes that tests start.
const NO_TESTS: &str = "test(/::(a_worker|a_process_that_does_not_stop)$/)";
const SOAK: &str = "test(=faults::soak::what_was_acknowledged_is_there_once)";

pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let Arguments { minutes, seed, only_soak } = arguments;
    let tools = Tools::find_or_install(tools::DEMO, stop)?;
    if pages::exist() {
        pages::build(&tools, stop)?;
    }
    say::begin("programs and tests: build");
    let (programs, _) = programs::build_with_tests(stop)?;
    if !only_soak {
        let all = format!("(test(/^faults::/) | {ELSEWHERE}) - {SOAK} - {NO_TESTS}");
        tests(&tools, &programs, Which::matching(&all), stop)?;
    }
    if *minutes > 0 {
        let seed = seed.unwrap_or_else(|| chance::number() >> 32);
        say::line(&format!(
            "random faults for {minutes} minutes; again with `cargo xtask faults --only-soak \
             --minutes {minutes} --seed {seed}`"
        ));
        let told = [("SOAK_MINUTES", minutes.to_string()), ("SOAK_SEED", seed.to_string())];
        let told = told.map(|(name, value)| (format!("DOWNBEAT_TEST_{name}"), value.into()));
        tests(&tools, &programs, Which::matching(SOAK).aloud().told(told), stop)?;
    }
    say::line("all is well");
    Ok(())
}

fn tests(tools: &Tools, programs: &Programs, which: Which, stop: &Stop) -> Result<()> {
    let servers = Servers::start(tools, stop)?;
    which.told(servers.variables(tools, programs)).run(stop)
}
