//! The JWT that a viewer's page has of Twitch, read.
//!
//! It is signed by HS256 and by nothing else, and is over at a time. What its
//! claims say is believed once it was signed with one of our secrets.

use chrono::{DateTime, Duration, Utc};
use jwt_compact::{
    AlgorithmExt, Claims, TimeOptions, UntrustedToken, ValidationError,
    alg::{Hs256, Hs256Key},
};
use serde::Deserialize;

use super::Extension;

/// What clocks may differ by.
const LEEWAY_S: i64 = 10;
const ID_BYTES_MAX: usize = 64;

/// What a viewer is in the channel whose page they look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Viewer,
    Moderator,
    Broadcaster,
}

/// Who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody who is signed in at Twitch: the same id each time.
    Kept(String),
    /// Nobody knows who: another id each time.
    Passing,
}

/// What a JWT says, once it is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// The channel's id; decimal.
    pub channel: String,
    pub viewer: Viewer,
    pub role: Role,
    /// Their account at Twitch, where they chose to share it; decimal.
    pub account: Option<String>,
    /// When it is over.
    pub until_ms: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPass {
    #[error("it is no JWT of this extension")]
    Unsigned,
    #[error("its time is over")]
    Expired,
    /// Of the extension's own server, which is us, or of a release to come.
    #[error("its role is none that a viewer has")]
    Role,
}

#[derive(Debug, Clone, Deserialize)]
struct Said {
    channel_id: String,
    opaque_user_id: String,
    role: String,
    #[serde(default)]
    user_id: Option<String>,
}

impl Extension {
    /// Reads a JWT, as of a time.
    pub fn read(&self, token: &str, now_ms: i64) -> Result<Pass, BadPass> {
        let claims = self.believed::<Said>(token, now_ms)?;
        let until = claims.expiration.ok_or(BadPass::Unsigned)?;
        let Said { channel_id, opaque_user_id, role, user_id } = claims.custom;
        let role = match role.as_str() {
            "viewer" => Role::Viewer,
            "moderator" => Role::Moderator,
            "broadcaster" => Role::Broadcaster,
            _ => return Err(BadPass::Role),
        };
        let account = user_id.filter(|id| !id.is_empty());
        let are_ids = is_decimal(&channel_id) && account.as_deref().is_none_or(is_decimal);
        let viewer = viewer(opaque_user_id).filter(|_| are_ids).ok_or(BadPass::Unsigned)?;
        let (role, account) = match viewer {
            Viewer::Kept(_) => (role, account),
            // Whoever is not signed in has no part in the channel.
            Viewer::Passing => (Role::Viewer, None),
        };
        let until_ms = until.timestamp_millis();
        Ok(Pass { channel: channel_id, viewer, role, account, until_ms })
    }

    /// The claims of a JWT that one of our secrets signed and whose time is not over.
    pub(crate) fn believed<T>(&self, token: &str, now_ms: i64) -> Result<Claims<T>, BadPass>
    where
        T: for<'de> Deserialize<'de>,
    {
        let token = UntrustedToken::new(token).map_err(|_| BadPass::Unsigned)?;
        let claims = self.secrets.iter().find_map(|secret| {
            let key = Hs256Key::new(secret);
            let token = Hs256.validator::<T>(&key).validate(&token).ok()?;
            Some(token.into_parts().1)
        });
        let claims = claims.ok_or(BadPass::Unsigned)?;
        let now = DateTime::<Utc>::from_timestamp_millis(now_ms).ok_or(BadPass::Unsigned)?;
        let times = TimeOptions::new(Duration::seconds(LEEWAY_S), move || now);
        match claims.validate_expiration(&times) {
            Ok(_) => {}
            Err(ValidationError::Expired) => return Err(BadPass::Expired),
            Err(_) => return Err(BadPass::Unsigned),
        }
        // One that says nothing of when it begins has begun.
        if claims.not_before.is_some() && claims.validate_maturity(&times).is_err() {
            return Err(BadPass::Unsigned);
        }
        Ok(claims)
    }
}

/// `U…` is kept, `A…` is passing; another release of Twitch may have others.
fn viewer(opaque: String) -> Option<Viewer> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let is_id = (2..=ID_BYTES_MAX).contains(&opaque.len()) && opaque.bytes().all(is_plain);
    match opaque.as_bytes().first() {
        Some(b'U') if is_id => Some(Viewer::Kept(opaque)),
        Some(b'A') if is_id => Some(Viewer::Passing),
        _ => None,
    }
}

fn is_decimal(id: &str) -> bool {
    (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
    use hmac::{Hmac, Mac};
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use sha2::Sha256;

    use super::*;

    const NOW_MS: i64 = 1_700_000_000_000;
    const NEW: &[u8; 32] = b"the newest secret of 32 bytes ab";
    const OLD: &[u8; 32] = b"the secret before of 32 bytes cd";

    fn extension() -> Extension {
        Extension {
            client_id: "abc".into(),
            owner_id: "1".into(),
            secrets: vec![NEW.to_vec(), OLD.to_vec()],
            origin: "https://abc.ext-twitch.tv".into(),
            api_url: "http://127.0.0.1:1".into(),
        }
    }

    fn claims() -> Value {
        json!({
            "exp": NOW_MS / 1_000 + 60, "channel_id": "42", "opaque_user_id": "U7",
            "role": "viewer", "pubsub_perms": { "listen": ["broadcast"] },
        })
    }

    /// By hand, so that it may be anything.
    fn token(header: &Value, claims: &Value, secret: &[u8]) -> String {
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
        mac.update(signed.as_bytes());
        let signature = BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    fn read(claims: &Value) -> Result<Pass, BadPass> {
        let header = json!({ "alg": "HS256", "typ": "JWT" });
        extension().read(&token(&header, claims, NEW), NOW_MS)
    }

    fn with(name: &str, value: Value) -> Value {
        let mut claims = claims();
        claims[name] = value;
        claims
    }

    #[test]
    fn a_viewer_is_who_twitch_says() {
        let pass = read(&claims()).unwrap();
        assert_eq!((&*pass.channel, pass.role, pass.account), ("42", Role::Viewer, None));
        assert_eq!((pass.viewer, pass.until_ms), (Viewer::Kept("U7".into()), NOW_MS + 60_000));
        let mut shared = with("user_id", json!("7"));
        shared["role"] = json!("broadcaster");
        let pass = read(&shared).unwrap();
        assert_eq!((pass.role, pass.account.as_deref()), (Role::Broadcaster, Some("7")));
        // Whoever is not signed in is nobody, whatever else is said of them.
        shared["opaque_user_id"] = json!("A9-x_");
        let pass = read(&shared).unwrap();
        assert_eq!((pass.viewer, pass.role, pass.account), (Viewer::Passing, Role::Viewer, None));
    }

    #[test]
    fn two_secrets_are_believed_while_they_change_and_no_other() {
        let header = json!({ "alg": "HS256" });
        let with = |secret: &[u8]| extension().read(&token(&header, &claims(), secret), NOW_MS);
        assert!(with(NEW).is_ok() && with(OLD).is_ok());
        for secret in [&b"another secret, of 32 bytes too."[..], b"", &NEW[..31]] {
            assert_eq!(with(secret), Err(BadPass::Unsigned));
        }
        let only = Extension { secrets: vec![NEW.to_vec()], ..extension() };
        assert_eq!(only.read(&token(&header, &claims(), OLD), NOW_MS), Err(BadPass::Unsigned));
        let none = Extension { secrets: Vec::new(), ..extension() };
        assert_eq!(none.read(&token(&header, &claims(), b""), NOW_MS), Err(BadPass::Unsigned));
    }

    #[test]
    fn nothing_but_hs256_is_taken() {
        for alg in ["none", "None", "RS256", "HS384", "HS512", "hs256", "ES256", ""] {
            let header = json!({ "alg": alg, "typ": "JWT" });
            let whole = token(&header, &claims(), NEW);
            assert_eq!(extension().read(&whole, NOW_MS), Err(BadPass::Unsigned), "{alg}");
            let (bare, _) = whole.rsplit_once('.').unwrap();
            assert_eq!(extension().read(&format!("{bare}."), NOW_MS), Err(BadPass::Unsigned));
            assert_eq!(extension().read(bare, NOW_MS), Err(BadPass::Unsigned));
        }
        let whole = token(&json!({ "alg": "HS256" }), &claims(), NEW);
        for cut in [1, 10, 43] {
            let cut = &whole[..whole.len() - cut];
            assert_eq!(extension().read(cut, NOW_MS), Err(BadPass::Unsigned));
        }
    }

    #[test]
    fn it_is_over_in_time_and_says_when() {
        let at = |exp: Value| read(&with("exp", exp)).map(|pass| pass.until_ms);
        let s = NOW_MS / 1_000;
        assert_eq!(at(json!(s - 9)), Ok(NOW_MS - 9_000), "clocks may differ a little");
        assert_eq!(at(json!(s - 11)), Err(BadPass::Expired));
        assert_eq!(at(json!(null)), Err(BadPass::Unsigned), "one without an end is none");
        for exp in [json!("soon"), json!({}), json!([s + 60]), json!(i64::MAX)] {
            assert_eq!(at(exp.clone()), Err(BadPass::Unsigned), "{exp}");
        }
        assert_eq!(read(&with("nbf", json!(s + 60))), Err(BadPass::Unsigned));
        assert!(read(&with("nbf", json!(s + 5))).is_ok());
    }

    #[test]
    fn roles_and_ids_are_those_that_a_viewer_has() {
        for role in ["external", "admin", "", "Viewer"] {
            assert_eq!(read(&with("role", json!(role))), Err(BadPass::Role), "{role}");
        }
        for (name, value) in [
            ("channel_id", json!("all")),
            ("channel_id", json!("")),
            ("channel_id", json!(42)),
            ("channel_id", json!(null)),
            ("opaque_user_id", json!("U")),
            ("opaque_user_id", json!("X7")),
            ("opaque_user_id", json!("U 7")),
            ("opaque_user_id", json!(format!("U{}", "7".repeat(64)))),
            ("user_id", json!("me")),
        ] {
            assert_eq!(read(&with(name, value.clone())), Err(BadPass::Unsigned), "{name} {value}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_pass_by_chance(text in ".{0,200}") {
            prop_assert!(extension().read(&text, NOW_MS).is_err());
        }
    }
}
