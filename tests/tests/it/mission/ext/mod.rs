//! The extension: viewers who come by Twitch's JWTs, what they are told, and chat
//! that sends people out.

mod broadcasts;
mod chat_word;
mod linking;
mod viewers;

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_twitch::Extension;

use crate::harness::{EXTENSION, EXTENSION_OWNER, EXTENSION_SECRETS, Sim};

/// As a worker has it, at the simulated Twitch.
fn extension(sim: &Sim) -> Extension {
    let decode = |secret: &str| BASE64_STANDARD.decode(secret).unwrap();
    Extension {
        client_id: EXTENSION.into(),
        owner_id: EXTENSION_OWNER.into(),
        secrets: EXTENSION_SECRETS.map(decode).to_vec(),
        origin: format!("https://{EXTENSION}.ext-twitch.tv"),
        api_url: format!("{}/helix", sim.url),
    }
}
