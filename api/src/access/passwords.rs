//! Passwords of people and of rooms: only a hash is ever kept, in Postgres alone.
//!
//! A hash takes 19 MiB and some tens of milliseconds on purpose, so few are made at
//! once, each in a thread of its own. Whoever asks about somebody unknown is answered
//! by a hash all the same, and as late.

use std::{num::NonZero, sync::LazyLock, thread, time::Duration};

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier, password_hash::SaltString};
use downbeat_boot::{clock, task};
use rand::Rng;
use tokio::sync::{Semaphore, oneshot};
use zxcvbn::{Score, zxcvbn};

use crate::refusal::Refusal;

/// What looks a password over takes no more.
pub const CHARS_MAX: usize = 100;
/// So many are hashed at once.
const AT_ONCE_A_CORE: usize = 2;
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(3);
const SALT_BYTES: usize = 16;
/// 10^8 guesses and more: not guessed where guesses are counted.
const SCORE_MIN: Score = Score::Three;
/// What no password hashes to, for whoever has none: as costly as any.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cyBzYWx0IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    Semaphore::new(cores * AT_ONCE_A_CORE)
});

/// Whether it has a length that is taken.
pub fn fits(password: &str) -> bool {
    (1..=CHARS_MAX).contains(&password.chars().count()) && !password.contains('\0')
}

/// As it is kept, in the form of PHC.
pub async fn hashed(password: String) -> Result<String, Refusal> {
    in_turn(move || hash(&password)).await
}

/// The same of one that somebody chooses for themselves; `None` for one that is soon
/// guessed, also from what is known `beside` it.
pub async fn chosen(password: String, beside: Vec<String>) -> Result<Option<String>, Refusal> {
    in_turn(move || {
        let beside: Vec<&str> = beside.iter().map(String::as_str).collect();
        let is_good = fits(&password) && zxcvbn(&password, &beside).score() >= SCORE_MIN;
        is_good.then(|| hash(&password)).transpose()
    })
    .await
}

/// Whether it is the one that was kept; where none was it is not, and that takes as
/// long.
pub async fn is_right(password: String, kept: Option<String>) -> Result<bool, Refusal> {
    in_turn(move || {
        let kept = kept.as_deref().unwrap_or(NOBODYS);
        match Argon2::default().verify_password(password.as_bytes(), &PasswordHash::new(kept)?) {
            Ok(()) => Ok(true),
            Err(argon2::password_hash::Error::Password) => Ok(false),
            Err(error) => Err(error),
        }
    })
    .await
}

fn hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    let salt = SaltString::encode_b64(&rand::rng().random::<[u8; SALT_BYTES]>())?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt)?.to_string())
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, argon2::password_hash::Error> + Send + 'static,
) -> Result<T, Refusal> {
    let turn = clock::timeout(PATIENCE, TURNS.acquire()).await;
    let Ok(Ok(_turn)) = turn else {
        return Err(Refusal::unavailable("too many passwords are looked at: try again"));
    };
    let (done, result) = oneshot::channel();
    let thread = task::thread("password", move || {
        let _ = done.send(work());
    });
    thread.map_err(|error| Refusal::internal(&error))?;
    let result = result.await.map_err(|error| Refusal::internal(&error))?;
    result.map_err(|error| Refusal::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_same_password_is_right_and_no_two_hashes_are_alike() {
        let [one, other] = [hashed("pünkt 1".into()), hashed("pünkt 1".into())];
        let (one, other) = (one.await.unwrap(), other.await.unwrap());
        assert_ne!(one, other);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert!(!one.contains("pünkt"), "{one}");
        assert!(is_right("pünkt 1".into(), Some(one.clone())).await.unwrap());
        assert!(!is_right("pünkt 2".into(), Some(one)).await.unwrap());
        assert!(fits("x") && !fits("") && !fits("a\0b"));
        assert!(!fits(&"x".repeat(CHARS_MAX + 1)));
    }

    #[tokio::test]
    async fn what_is_soon_guessed_is_not_chosen() {
        let beside = || vec!["harriet@lighthouse.example".to_owned(), "Harriet".to_owned()];
        for guessed in ["password", "12345678901", "qwertyuiop", "Harriet1", "", "a\0b c d e f g"] {
            assert_eq!(chosen(guessed.into(), beside()).await.unwrap(), None, "{guessed}");
        }
        let chosen = chosen("a heron over 3 grey roofs".into(), beside()).await.unwrap().unwrap();
        assert!(is_right("a heron over 3 grey roofs".into(), Some(chosen)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_a_password_that_is_right() {
        for password in ["", "nobody", "password"] {
            assert!(!is_right(password.into(), None).await.unwrap(), "{password}");
        }
        let hash = PasswordHash::new(NOBODYS).unwrap();
        let (ours, theirs) = (argon2::Params::default(), argon2::Params::try_from(&hash).unwrap());
        assert_eq!((ours.m_cost(), ours.t_cost()), (theirs.m_cost(), theirs.t_cost()));
    }
}
