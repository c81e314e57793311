//! `downbeat-worker push-key`: a new key of push, as the settings take it.

use downbeat_outside::push::Vapid;
use serde_json::json;

use super::print;

/// Nothing is stored, and no settings are needed: they come from what it prints.
pub fn run(is_json: bool) -> anyhow::Result<()> {
    let private = Vapid::new_key();
    let public = Vapid::read(&private, "")?.public().to_owned();
    let text = format!("push.private_key = \"{private}\"\n# its public key: {public}");
    print(is_json, &text, &json!({ "private_key": private, "public_key": public }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_prints_is_a_key_and_each_time_another() {
        let (one, other) = (Vapid::new_key(), Vapid::new_key());
        assert_ne!(one, other);
        assert!(Vapid::read(&one, "").is_ok());
        run(true).unwrap();
    }
}
