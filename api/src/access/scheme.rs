//! Who asks, as operations of the document take them.

use std::sync::Arc;

use downbeat_store::{Doer, Keys, Staff};
use poem::{Request, RequestBody, http::header::AUTHORIZATION};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions, SecurityScheme,
    auth::{ApiKey, Bearer},
    registry::Registry,
};
use uuid::Uuid;

use super::{
    COOKIE, GUEST_COOKIE, Known, Limit, Permissions, Person, Scope, Who, address,
    commander::Question,
    extension::is_jwt,
    hash,
    known::Credential,
    person::{app, check_csrf, own_keys},
};
use crate::{app::App, refusal::Refusal};

/// Longer than any token of ours.
const TOKEN_BYTES_MAX: usize = 4 * 1024;

/// Anybody who is signed in.
#[derive(SecurityScheme)]
#[oai(ty = "api_key", key_name = "__Host-downbeat", key_in = "cookie", checker = "signed_in")]
pub struct User(pub Person);

/// A program with a token of its person.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "Token")]
pub(super) struct Token(#[expect(dead_code, reason = "Caller reads it itself")] Bearer);

/// A browser without an account, which made something.
#[derive(SecurityScheme)]
#[oai(ty = "api_key", key_name = "__Host-downbeat-guest", key_in = "cookie", rename = "Guest")]
pub(super) struct Guest(#[expect(dead_code, reason = "Caller reads it itself")] ApiKey);

/// Staff, who may look.
#[derive(SecurityScheme)]
#[oai(ty = "api_key", key_name = "__Host-downbeat", key_in = "cookie", checker = "reader")]
pub struct Reader(#[expect(dead_code, reason = "looking leaves no trace")] Person);

/// Staff who may do everything.
#[derive(SecurityScheme)]
#[oai(ty = "api_key", key_name = "__Host-downbeat", key_in = "cookie", checker = "admin")]
pub struct Admin(pub Person);

/// A person with a cookie, or a program with a token.
pub struct Caller {
    pub who: Who,
    pub user_id: Uuid,
    /// As their account is called.
    pub name: String,
    /// As the audit log names them.
    pub doer: Doer,
    /// Whose requests these are, for what is answered once.
    pub scope: [u8; 32],
    /// Keys that only the bearer of this credential leads to.
    pub own_keys: Keys,
}

impl Caller {
    /// At what is their own, and nowhere more than that: a person may; a program,
    /// if its token says so.
    pub fn may(&self, wanted: Permissions) -> Result<(), Refusal> {
        match Scope::missing(self.who.limit(), wanted) {
            None => Ok(()),
            Some(_) if self.is_guest() || self.has_seat() => Err(needs_account()),
            Some(scope) => {
                let detail = format!("the token lacks the scope {}", scope.as_str());
                Err(Refusal::forbidden(&detail))
            }
        }
    }

    pub const fn is_guest(&self) -> bool {
        matches!(self.who, Who::Guest(_))
    }

    /// Whether all that is known of them is a seat.
    pub const fn has_seat(&self) -> bool {
        self.who.seat().is_some()
    }

    /// What a seat's token is not for: all that is beside its session.
    pub fn may_of_own(&self, wanted: Permissions) -> Result<(), Refusal> {
        if self.has_seat() {
            return Err(Refusal::forbidden("a seat's token is for its session alone"));
        }
        self.may(wanted)
    }

    /// What guests have nothing of.
    pub fn may_as_person(&self, wanted: Permissions) -> Result<(), Refusal> {
        if self.is_guest() || self.has_seat() { Err(needs_account()) } else { self.may(wanted) }
    }

    pub async fn of(request: &Request) -> Result<Self, Refusal> {
        let app = app(request)?;
        let (credential, secret) = credential(request)?;
        let hash = hash(&secret);
        let limit = request.data::<Limit>().filter(|limit| !limit.is_counted());
        // Whose it is and how much they may are one question, once it was seen here.
        if let Some(limit) = limit
            && let Some(question) = Question::of_caller(request, app, (credential, hash))
        {
            let (known, _) = question.ask(limit).await?;
            return Ok(Self::known(request, &secret, &known));
        }
        let known = Known::find(app, credential, hash, address(request).as_deref()).await?;
        let known = known.ok_or_else(Refusal::signed_out)?;
        if let Some(limit) = limit {
            limit.count(app, &known.user_id.to_string(), app.requests_per_min).await?;
        }
        app.credentials.saw(hash, known.user_id);
        Ok(Self::known(request, &secret, &known))
    }

    /// Whoever is behind the secret of a request.
    pub(super) fn known(request: &Request, secret: &str, known: &Known) -> Self {
        let doer = if known.has_seat() {
            Doer::seat()
        } else if known.is_guest() {
            Doer::guest(known.user_id)
        } else {
            Doer::person(known.user_id, &known.name, address(request))
        };
        Self {
            user_id: known.user_id,
            name: known.name.clone(),
            doer,
            scope: hash(secret),
            own_keys: own_keys(secret),
            who: known.who(),
        }
    }
}

/// What only a person may do, they do by their cookie, whatever token comes
/// with it.
impl From<&Person> for Caller {
    fn from(person: &Person) -> Self {
        Self {
            who: Who::Account(person.user.user_id),
            user_id: person.user.user_id,
            name: person.user.display_name.clone(),
            doer: person.doer.clone(),
            scope: person.cookie_hash,
            own_keys: person.own_keys.clone(),
        }
    }
}

/// The token that a request carries, read as guards have read it.
pub(super) fn token(request: &Request) -> Result<Option<&str>, Refusal> {
    let lines = request.headers().get_all(AUTHORIZATION).into_iter();
    let lines: Option<Vec<&str>> = lines.map(|line| line.to_str().ok()).collect();
    let token = lines.ok_or_else(|| "must be visible ASCII".to_owned()).and_then(|it| bearer(&it));
    token.map_err(|why| Refusal::bad_header(AUTHORIZATION.as_str(), &why))
}

/// What a request carries. A token goes before a cookie; what is of a scheme that
/// is not ours is for somebody else on the way here. A person goes before a guest.
/// An unsafe request with a cookie must prove that it comes from a page of ours.
pub fn credential(request: &Request) -> Result<(Credential, String), Refusal> {
    if let Some(token) = token(request)? {
        // What viewers of the extension may ask for takes them as players.
        if is_jwt(token) {
            return Err(Refusal::signed_out());
        }
        return Ok((Credential::Token, token.to_owned()));
    }
    let jar = request.cookie();
    let person = jar.get(COOKIE).map(|cookie| (Credential::Cookie, cookie));
    let guest = || Some((Credential::Guest, jar.get(GUEST_COOKIE)?));
    let (credential, cookie) = person.or_else(guest).ok_or_else(Refusal::signed_out)?;
    let cookie = cookie.value_str();
    check_csrf(request, cookie)?;
    Ok((credential, cookie.to_owned()))
}

/// Who is behind what a request carries, before more of it is read.
pub async fn known(request: &Request, app: &Arc<App>) -> Result<Known, Refusal> {
    let (credential, secret) = credential(request)?;
    let address = address(request);
    let known = Known::find(app, credential, hash(&secret), address.as_deref()).await?;
    known.ok_or_else(Refusal::signed_out)
}

/// The token that `Authorization` carries (RFC 6750, 2.1), `None` for another
/// scheme or no line; why it cannot be read, where it cannot. Schemes have no
/// case (RFC 9110, 11.1).
pub fn bearer<'a>(lines: &[&'a str]) -> Result<Option<&'a str>, String> {
    let line = match lines {
        [] => return Ok(None),
        [line] => line.trim(),
        _ => return Err("must be sent once".to_owned()),
    };
    let (scheme, token) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    if scheme.is_empty() {
        return Err("must not be empty".to_owned());
    }
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Ok(None);
    }
    let token = token.trim();
    let is_token =
        (1..=TOKEN_BYTES_MAX).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_graphic());
    is_token.then_some(Some(token)).ok_or_else(|| "has no token behind `Bearer`".to_owned())
}

impl<'a> ApiExtractor<'a> for Caller {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <User as ApiExtractor<'a>>::register(registry);
        <Token as ApiExtractor<'a>>::register(registry);
        <Guest as ApiExtractor<'a>>::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        let mut schemes = <User as ApiExtractor<'a>>::security_schemes();
        schemes.extend(<Token as ApiExtractor<'a>>::security_schemes());
        schemes.extend(<Guest as ApiExtractor<'a>>::security_schemes());
        schemes
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        Ok(Self::of(request).await?)
    }
}

fn needs_account() -> Refusal {
    Refusal::forbidden("this needs an account: sign in, and what you made is yours")
}

async fn signed_in(request: &Request, key: ApiKey) -> poem::Result<Person> {
    Ok(Person::of(request, &key.key).await?)
}

async fn reader(request: &Request, key: ApiKey) -> poem::Result<Person> {
    let person = Person::of(request, &key.key).await?;
    match person.user.staff {
        Some(Staff::Reader | Staff::Admin) => Ok(person),
        None => Err(Refusal::forbidden("this is for staff").into()),
    }
}

async fn admin(request: &Request, key: ApiKey) -> poem::Result<Person> {
    let person = Person::of(request, &key.key).await?;
    match person.user.staff {
        Some(Staff::Admin) => Ok(person),
        Some(Staff::Reader) => Err(Refusal::forbidden("you may look, and change nothing").into()),
        None => Err(Refusal::forbidden("this is for staff").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_in_any_case_and_another_scheme_is_not_ours() {
        for line in ["Bearer abc", "bearer abc", "BEARER abc", "Bearer   abc ", "Bearer\tabc"] {
            assert_eq!(bearer(&[line]), Ok(Some("abc")), "{line}");
        }
        for line in ["Basic QWxhZGRpbg==", "Negotiate x y", "Bearer2 abc", "abc"] {
            assert_eq!(bearer(&[line]), Ok(None), "{line}");
        }
        assert_eq!(bearer(&[]), Ok(None));
        let long = format!("Bearer {}", "a".repeat(TOKEN_BYTES_MAX + 1));
        for line in ["", " ", "Bearer", "Bearer ", "Bearer a b", &long] {
            assert!(bearer(&[line]).is_err(), "{line}");
        }
        assert!(bearer(&["Basic a", "Bearer abc"]).is_err());
    }
}
