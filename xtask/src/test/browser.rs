//! The stories of `web/e2e/` in a real browser, on a demo whose chat is still.

use anyhow::Result;

use crate::{
    demo::{Demo, Shape},
    pages,
    programs::Programs,
    room::Room,
    step,
    stop::Stop,
    tools::Tools,
};

/// All of them, or those of the files whose name contains `part`.
pub fn run(tools: &Tools, programs: &Programs, part: Option<&str>, stop: &Stop) -> Result<()> {
    // Told side by side, they ask for more than one person would.
    let settings = ["LOGINS", "REQUESTS"]
        .map(|of| (format!("DOWNBEAT__API__{of}_PER_MIN"), "0".to_owned()))
        .into();
    let shape = Shape { apis: 1, workers: 1, chat: false, settings };
    let demo = Demo::start(&shape, tools, programs, stop)?;
    let room = Room::new("browser")?;
    let ready_file = room.path().join("ready.json");
    demo.ready().write(&ready_file)?;

    let mut command = pages::npm(tools, &["run", "--silent", "e2e", "--"]);
    command
        .args(part)
        .env("DOWNBEAT_E2E_READY_FILE", &ready_file)
        .env("DOWNBEAT_TEST_BIN_DIR", &programs.folder);
    if let Some(chromium) = &tools.chromium {
        command.env("DOWNBEAT_TEST_CHROMIUM", chromium);
    }
    step::run(&mut command, stop)
}
