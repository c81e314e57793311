//! The stories of `web/e2e/` in a real browser, on a demo whose chat is still.

use anyhow::Result;

use crate::{
    demo::{self, Demo, Shape, uncounted},
    pages,
    programs::Programs,
    scratch::Scratch,
    step,
    stop::Stop,
    tools::Tools,
};

/// Stories that compare pages with kept pictures are told when they are asked for.
const LOOKS: &str = "looks";

/// All of them, or those of the files whose name contains `part`; with an API that
/// stands still now and then, if it is to be frozen.
pub fn run(
    tools: &Tools,
    programs: &Programs,
    part: Option<&str>,
    is_frozen: bool,
    stop: &Stop,
) -> Result<()> {
    // Told side by side, they ask for more than one person would.
    let mut settings = uncounted();
    settings.extend(
        ["LOGINS", "REQUESTS"].map(|of| (format!("DOWNBEAT__API__{of}_PER_MIN"), "0".to_owned())),
    );
    settings.push(demo::signs_in_on_get());
    let shape = Shape { apis: 1, workers: 1, chat: false, missions: true, settings };
    let demo = Demo::start(&shape, tools, programs, stop)?;
    let scratch = Scratch::new("browser")?;
    let ready_file = scratch.path().join("ready.json");
    demo.ready().write(&ready_file)?;

    let mut command = pages::npm(tools, &["run", "--silent", "e2e", "--"]);
    command
        .args(part)
        .env("DOWNBEAT_E2E_READY_FILE", &ready_file)
        .env("DOWNBEAT_TEST_BIN_DIR", &programs.folder);
    if part.is_some_and(|part| part.contains(LOOKS)) {
        command.env("DOWNBEAT_E2E_LOOKS", "1");
    }
    if is_frozen {
        command.env("DOWNBEAT_E2E_FROZEN", "1");
    }
    if let Some(chromium) = &tools.chromium {
        command.env("DOWNBEAT_TEST_CHROMIUM", chromium);
    }
    step::run(&mut command, stop)
}
