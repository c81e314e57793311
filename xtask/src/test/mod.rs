//! `cargo xtask test`: every check of this repository. A step that fails does
//! not hide the others, except those that need what it should have made.

mod alerts;
mod browser;
mod report;
mod rust;
mod scripts;
mod servers;
mod which;

use std::thread;

use anyhow::{Result, anyhow, bail};

use crate::{
    faults, pages,
    programs::{self, Programs},
    say,
    stop::Stop,
    tidy,
    tools::{self, Tools},
};
use report::{Aside, Report};
pub use rust::tests as run_tests;
pub use which::Which;

#[derive(clap::Args)]
pub struct Arguments {
    /// Only the Rust tests whose name contains this, and no other check. In a
    /// browser, only the stories of the files whose name contains it.
    filter: Option<String>,
    /// Run those so many times: what fails seldom fails then.
    #[arg(long, requires = "filter", conflicts_with = "browser")]
    times: Option<u32>,
    /// Those that take too long for every day, too.
    #[arg(long, requires = "filter", conflicts_with = "browser")]
    ignored: bool,
    /// Only the pages, in a browser.
    #[arg(long)]
    browser: bool,
    /// With an API that stands still for nine seconds, again and again. Stories that
    /// nobody may be near are told without it.
    #[arg(long, requires = "browser")]
    frozen: bool,
}

pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let tools = Tools::find_or_install(tools::TESTS, stop)?;
    if arguments.browser {
        pages::build(&tools, stop)?;
        // Those of a whole run, so that they are there after one.
        let (programs, _) = programs::build_with_tests(stop)?;
        let filter = arguments.filter.as_deref();
        return browser::run(&tools, &programs, filter, arguments.frozen, stop);
    }
    let mut report = Report::new(stop);
    let whole = arguments.filter.is_none();
    if whole {
        report.step("format", || rust::format(stop));
        report.step("tidy", tidy::check);
        report.step("alerts", || alerts::run(stop));
    }
    // The programs carry the pages inside them.
    let paged = report.step("pages: build", || pages::build(&tools, stop));
    let made = if whole && paged {
        // Most of the check is one program on one core.
        let (made, checked) = thread::scope(|scope| {
            let check = scope.spawn(|| Aside::of(|said| scripts::check(&tools, said, stop)));
            (build(&mut report, stop), check.join())
        });
        report.aside("pages: check", checked.map_err(|_| anyhow!("the check panicked"))?);
        report.step("pages: test", || scripts::test(&tools, stop));
        made
    } else {
        build(&mut report, stop)
    };
    if let Some((programs, complaints)) = made {
        if whole {
            report.step("lints", || rust::lints(complaints));
        }
        report.step("tests", || rust::tests(&tools, &programs, which(arguments), stop));
        if whole && paged {
            report.step("browser", || browser::run(&tools, &programs, None, false, stop));
        }
    }
    if whole {
        report.step("dependencies", || rust::dependencies(&tools, stop));
        report.step_or_not("advisories", || rust::advisories(&tools, stop));
    }
    let failed = report.show();
    if stop.requested() {
        bail!("stopped");
    }
    if failed > 0 {
        bail!("{failed} of the steps failed");
    }
    say::line(&report.verdict());
    Ok(())
}

/// The programs, if they could be built, and how many complaints there are.
fn build(report: &mut Report, stop: &Stop) -> Option<(Programs, usize)> {
    let mut made = None;
    report.step("programs and tests: build", || {
        made = Some(programs::build_with_tests(stop)?);
        Ok(())
    });
    made
}

fn which(arguments: &Arguments) -> Which {
    let which = match arguments.filter.as_deref() {
        Some(part) if arguments.ignored => Which::matching(&format!("test({part})")),
        part => Which::named(part),
    };
    let which = which.told(faults::soaking(faults::SHORT));
    match arguments.times {
        Some(times) => which.times(times),
        None => which,
    }
}
