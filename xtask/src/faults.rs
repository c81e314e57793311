//! `cargo xtask faults`: all that may fail, failing, and then, for as long as
//! somebody likes, at random.

use std::ffi::OsString;

use anyhow::Result;

use crate::{
    chance, pages, programs, say,
    stop::Stop,
    test::{Which, run_tests},
    tidy,
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
     | test(/^notices::many::/) | test(a_full_) | test(an_emptied_redis) | test(a_killed_owner)";
/// Processes that tests start.
const NO_TESTS: &str = "test(/::(a_worker|a_process_that_does_not_stop)$/)";
const SOAK: &str = "test(=faults::soak::what_was_acknowledged_is_there_once)";

/// What the soak among all tests takes: two minutes, in which every fault comes once,
/// and the same seed each time. Whoever looks for what is seldom takes another.
pub const SHORT: (u64, u64) = (2, 1);

pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let Arguments { minutes, seed, only_soak } = arguments;
    let tools = Tools::find_or_install(tools::TESTS, stop)?;
    pages::build(&tools, stop)?;
    say::begin("programs and tests: build");
    let (programs, _) = programs::build_with_tests(stop)?;
    if !only_soak {
        let promised = ending_in(&tidy::promised()?);
        let all = format!("(test(/^faults::/) | {ELSEWHERE} | {promised}) - {SOAK} - {NO_TESTS}");
        run_tests(&tools, &programs, Which::matching(&all), stop)?;
    }
    if *minutes > 0 {
        let seed = seed.unwrap_or_else(|| chance::number() >> 32);
        say::line(&format!(
            "random faults for {minutes} minutes; again with `cargo xtask faults --only-soak \
             --minutes {minutes} --seed {seed}`"
        ));
        let soak = Which::matching(SOAK).aloud().told(soaking((*minutes, seed)));
        run_tests(&tools, &programs, soak, stop)?;
    }
    say::line("all is well");
    Ok(())
}

/// The tests of these names, wherever they stand.
fn ending_in(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    format!("test(/(^|::)({})$/)", names.join("|"))
}

/// How long the soak takes, and by which seed.
pub fn soaking((minutes, seed): (u64, u64)) -> [(String, OsString); 2] {
    let told = [("SOAK_MINUTES", minutes.to_string()), ("SOAK_SEED", seed.to_string())];
    told.map(|(name, value)| (format!("DOWNBEAT_TEST_{name}"), value.into()))
}
