//! `cargo xtask test`: every check of this repository. A step that fails does
//! not hide the others, except those that need what it should have made.

mod alerts;
mod browser;
mod report;
mod rust;
mod servers;
mod which;

use anyhow::{Result, bail};

use crate::{
    pages, programs, say,
    stop::Stop,
    tidy,
    tools::{self, Tools},
};
use report::Report;
pub use servers::Servers;
pub use which::Which;

#[derive(clap::Args)]
pub struct Arguments {
    /// Only the Rust tests whose name contains this, and no other check.
    filter: Option<String>,
    /// Run those so many times: what fails seldom fails then.
    #[arg(long, requires = "filter")]
    times: Option<u32>,
    /// Those that take too long for every day, too.
    #[arg(long, requires = "filter")]
    ignored: bool,
    /// Only the pages, in a browser.
    #[arg(long, conflicts_with = "filter")]
    browser: bool,
}

pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let tools = Tools::find_or_install(tools::TESTS, stop)?;
    if arguments.browser {
        pages::build(&tools, stop)?;
        return browser::run(&tools, &programs::build(false, stop)?, stop);
    }
    let mut report = Report::new(stop);
    if arguments.filter.is_none() {
        report.step("format", || rust::format(stop));
        report.step("tidy", tidy::check);
        report.step("alerts", || alerts::run(stop));
    }
    // The programs carry the pages inside them.
    let paged = !pages::exist() || report.step("pages: build", || pages::build(&tools, stop));
    if arguments.filter.is_none() {
        if paged && pages::exist() {
            report.step("pages: check", || rust::script(&tools, "check", stop));
            report.step("pages: test", || rust::script(&tools, "test", stop));
        }
        report.step("lints", || rust::lints(stop));
    }
    let mut built = None;
    report.step("programs and tests: build", || {
        built = Some(programs::build_with_tests(stop)?);
        Ok(())
    });
    if let Some(programs) = built {
        let filter = arguments.filter.as_deref();
        let which = match filter {
            Some(part) if arguments.ignored => Which::matching(&format!("test({part})")),
            part => Which::named(part),
        };
        let which = match arguments.times {
            Some(times) => which.times(times),
            None => which,
        };
        report.step("tests", || rust::tests(&tools, &programs, which, stop));
        if filter.is_none() && paged && pages::has_script("e2e") {
            report.step("browser", || browser::run(&tools, &programs, stop));
        }
    }
    if arguments.filter.is_none() {
        report.step("dependencies", || rust::dependencies(stop));
    }
    let failed = report.show();
    if stop.requested() {
        bail!("stopped");
    }
    if failed > 0 {
        bail!("{failed} of the steps failed");
    }
    say::line("all is well");
    Ok(())
}
