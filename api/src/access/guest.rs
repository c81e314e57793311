//! Somebody without an account: a **newcomer** who makes something becomes a
//! **guest**, whose cookie opens what they made and nothing else.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_live::Quota;
use downbeat_session::Description;
use downbeat_store::{Doer, GUEST, NewGuest};
use poem::{
    Request, RequestBody,
    http::header,
    web::cookie::{Cookie, CookieJar},
};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions, registry::Registry};
use uuid::Uuid;

use super::{
    COOKIE, CSRF_HEADER, Caller, Credential, GUEST_COOKIE, Known, Limit, Line, Person, User, Who,
    address,
    cookies::{cookie, secret},
    csrf, hash,
    limit::Policy,
    person::{app, own_keys},
    place,
    scheme::Guest,
};
use crate::{app::App, refusal::Refusal};

/// The server ends a guest sooner; this only tells browsers to keep the cookie, as
/// long as they keep any.
const COOKIE_LIFE: Duration = Duration::from_hours(400 * 24);
const HOUR: Duration = Duration::from_hours(1);
/// How long live Redis may take to count a newcomer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whoever makes something.
pub enum Maker {
    Known(Caller),
    New(Newcomer),
}

/// Somebody who comes with nothing.
pub struct Newcomer {
    app: Arc<App>,
    limit: Limit,
    address: Option<String>,
    line: Line,
    jar: CookieJar,
}

/// A newcomer who is let in: a guest, once that is stored.
pub struct Arriving {
    pub caller: Caller,
    pub guest: NewGuest,
    jar: CookieJar,
    cookie: Cookie,
}

impl Maker {
    pub async fn of(request: &Request) -> Result<Self, Refusal> {
        let app = app(request)?;
        if request.headers().contains_key(header::AUTHORIZATION)
            || is_somebody(request, app).await?
        {
            return Ok(Self::Known(Caller::of(request).await?));
        }
        // Nobody's cookie proves that a page of ours asks. Programs send no origin.
        let host = request.header(header::HOST).unwrap_or_default();
        if request.header(header::ORIGIN).is_some_and(|origin| !app.site.have(origin, host)) {
            return Err(Refusal::csrf());
        }
        take_back(request, app);
        Ok(Self::New(Newcomer {
            app: Arc::clone(app),
            limit: request.data::<Limit>().cloned().unwrap_or_default(),
            address: address(request),
            line: line(request, app),
            jar: request.cookie().clone(),
        }))
    }
}

/// Whether one of our cookies opens something, or whoever sends it believes so: a
/// page that did not hear that its sign-in is over is told, and makes nothing as a
/// guest.
async fn is_somebody(request: &Request, app: &Arc<App>) -> Result<bool, Refusal> {
    for (credential, name) in [(Credential::Cookie, COOKIE), (Credential::Guest, GUEST_COOKIE)] {
        let Some(cookie) = request.cookie().get(name) else { continue };
        let (cookie, address) = (cookie.value_str(), address(request));
        if request.header(CSRF_HEADER) == Some(&csrf(cookie)) {
            return Ok(true);
        }
        let known = Known::find(app, credential, hash(cookie), address.as_deref()).await?;
        if known.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Newcomer {
    /// Lets them in, if sessions of the kind are for guests and not too many came
    /// from there.
    pub async fn arrive(self, kind: &Description) -> Result<Arriving, Refusal> {
        let Self { app, limit, address, line, jar } = self;
        if !kind.is_for_guests || app.guests_per_hour == 0 {
            return Err(Refusal::signed_out());
        }
        if line == Line::Unsafe {
            let detail = "over http a browser keeps no cookie of ours: come by https, or sign in";
            return Err(Refusal::forbidden(detail));
        }
        count(&app, &limit, address.as_deref()).await?;
        let secret = secret();
        let guest = NewGuest { user_id: Uuid::now_v7(), hash: hash(&secret) };
        let caller = Caller {
            who: Who::Guest(guest.user_id),
            user_id: guest.user_id,
            name: GUEST.to_owned(),
            doer: Doer::guest(guest.user_id),
            scope: guest.hash,
            own_keys: own_keys(&secret),
        };
        Ok(Arriving { caller, guest, jar, cookie: cookie(line, GUEST_COOKIE, secret, COOKIE_LIFE) })
    }
}

impl Arriving {
    /// Sets the cookie, once the guest is stored.
    pub fn keep(self) -> Caller {
        self.jar.add(self.cookie);
        self.caller
    }
}

/// What they make is kept for weeks, so nobody is let in who cannot be counted.
async fn count(app: &App, limit: &Limit, address: Option<&str>) -> Result<(), Refusal> {
    let place = place(address).map_or_else(|| "somewhere".to_owned(), |it| it.to_string());
    let quota = Quota { most: app.guests_per_hour, window: HOUR };
    let who = format!("guest:{place}");
    let taken = clock::timeout(PATIENCE, app.live.take(&who, quota)).await;
    let taken = taken.map_err(|_| Refusal::unavailable("live Redis cannot answer this now"))??;
    limit.note_as(Policy { name: "guests", most: app.guests_per_hour, window_s: 3_600 }, taken)
}

impl<'a> ApiExtractor<'a> for Maker {
    const TYPES: &'static [ApiExtractorType] = <Caller as ApiExtractor<'a>>::TYPES;

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <Caller as ApiExtractor<'a>>::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        <Caller as ApiExtractor<'a>>::security_schemes()
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        Ok(Self::of(request).await?)
    }
}

/// Whose browser it is.
pub enum Somebody {
    Person(Box<Person>),
    Guest { id: Uuid, csrf: String },
}

impl Somebody {
    async fn of(request: &Request) -> Result<Self, Refusal> {
        let (app, jar) = (app(request)?, request.cookie());
        let person = match jar.get(COOKIE) {
            Some(cookie) => Person::of(request, cookie.value_str()).await,
            None => Err(Refusal::signed_out()),
        };
        let refusal = match person {
            Err(refusal @ Refusal::SignedOut(_)) => refusal,
            person => return Ok(Self::Person(Box::new(person?))),
        };
        let Some(cookie) = jar.get(GUEST_COOKIE) else { return Err(refusal) };
        let (cookie, address) = (cookie.value_str(), address(request));
        let found = Known::find(app, Credential::Guest, hash(cookie), address.as_deref());
        let Known { user_id: id, .. } = found.await?.ok_or(refusal)?;
        if let Some(limit) = request.data::<Limit>() {
            limit.count(app, &id.to_string(), app.requests_per_min).await?;
        }
        // Else a sign-in that is over would be in the guest's way.
        take_back(request, app);
        Ok(Self::Guest { id, csrf: csrf(cookie) })
    }
}

/// Takes the cookie of a sign-in that is over out of a browser.
fn take_back(request: &Request, app: &App) {
    if request.cookie().get(COOKIE).is_some() {
        request.cookie().add(cookie(line(request, app), COOKIE, String::new(), Duration::ZERO));
    }
}

fn line(request: &Request, app: &App) -> Line {
    Line::of(request.headers(), &app.public_url, &app.origins)
}

impl<'a> ApiExtractor<'a> for Somebody {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <User as ApiExtractor<'a>>::register(registry);
        <Guest as ApiExtractor<'a>>::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        let mut schemes = <User as ApiExtractor<'a>>::security_schemes();
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
