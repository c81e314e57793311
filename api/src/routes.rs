//! Every route.

use std::{sync::Arc, time::Duration};

use downbeat_session::kinds;
use poem::{
    Endpoint, EndpointExt, IntoEndpoint, Route, RouteMethod, get, middleware::CookieJarManager,
    post,
};

use crate::{
    access::{by_address, limits},
    app::App,
    cors::Cors,
    guards, health,
    kinds::{PLAY, SCREENS},
    measure,
    media::medium,
    methods::Methods,
    notices, nul, openapi, pages,
    people::auth,
    problem,
    security::Headers,
    socket, webhook,
};

/// How long a request may wait for live Redis.
pub const LIVE_LIMIT: Duration = Duration::from_millis(1_500);

/// All but the webhook's, which is answered before them.
pub fn routes(app: Arc<App>, headers: Arc<Headers>) -> impl Endpoint {
    let cors = Arc::new(Cors::of(app.extension.as_ref()));
    let Own { route, methods } = own();
    let methods = Arc::new(Methods::of(methods));
    openapi::routes(route)
        .around(nul::refuse)
        .around(guards::read)
        .around(by_address)
        .data(app)
        .catch_all_error(problem::answer)
        .around(pages::or_page)
        .around(move |next, request| {
            let methods = Arc::clone(&methods);
            async move { methods.tell(&*next, request).await }
        })
        .around(move |next, request| {
            let cors = Arc::clone(&cors);
            async move { cors.answer(&*next, request).await }
        })
        .around(move |next, request| {
            let headers = Arc::clone(&headers);
            async move { headers.add(&*next, request).await }
        })
        .around(measure::requests)
}

/// Routes that no document describes, and the methods that each takes.
#[derive(Default)]
struct Own {
    route: Route,
    methods: Vec<(String, &'static str)>,
}

impl Own {
    fn get(self, path: &str, endpoint: impl IntoEndpoint<Endpoint: 'static>) -> Self {
        self.at(path, "GET", get(endpoint))
    }

    fn post(self, path: &str, endpoint: impl IntoEndpoint<Endpoint: 'static>) -> Self {
        self.at(path, "POST", post(endpoint))
    }

    fn at(mut self, path: &str, methods: &'static str, endpoint: RouteMethod) -> Self {
        self.methods.push((path.to_owned(), methods));
        Self { route: self.route.at(path, endpoint), ..self }
    }
}

fn own() -> Own {
    let cookies = CookieJarManager::new;
    // HEAD by itself: it would come as a GET, which may sign in.
    let once = get(auth::open.with(cookies()))
        .head(auth::open.with(cookies()))
        .post(auth::enter.with(cookies()));
    let mailed = get(auth::local::open.with(cookies()))
        .head(auth::local::open.with(cookies()))
        .post(auth::local::press.with(cookies()));
    let mut own = Own::default()
        .get("/", pages::landing)
        .get("/admin", pages::admin)
        .get("/admin/*path", pages::admin)
        .get("/dashboard", pages::dashboard)
        .get("/dashboard/*path", pages::dashboard)
        .get("/api/docs", pages::docs)
        .at("/auth/once/:token", "GET, HEAD, POST", once)
        .get("/auth/twitch", auth::begin)
        .get("/auth/twitch/callback", auth::callback.with(cookies()))
        .post("/auth/local/sign-up", auth::local::sign_up.with(cookies()).around(limits))
        .post("/auth/local/sign-in", auth::local::sign_in.with(cookies()).around(limits))
        .post("/auth/local/link", auth::local::link.with(cookies()).around(limits))
        .at("/auth/local/link/:token", "GET, HEAD, POST", mailed)
        .at(
            "/unsubscribe/:token",
            "GET, POST",
            get(notices::open.around(limits)).post(notices::press.around(limits)),
        )
        .get("/sign-in", pages::sign_in)
        .post("/auth/logout", auth::logout.with(cookies()).around(limits))
        .post("/auth/logout-all", auth::logout_all.with(cookies()).around(limits))
        .get("/assets/*path", pages::asset)
        .get("/favicon.svg", pages::favicon)
        .get("/join", pages::join)
        .get("/join/:session", pages::join)
        .get("/journal", pages::journal)
        .get("/circles", pages::circles)
        .get("/circles/*path", pages::circles)
        .get("/inbox", pages::inbox)
        .get("/inbox/*path", pages::inbox)
        .get("/clocks", pages::clocks)
        .get("/clocks.webmanifest", pages::clocks_manifest)
        .get("/pages-worker.js", pages::pages_worker)
        .get("/push-worker.js", pages::push_worker)
        .get("/overlay/:token", pages::overlay)
        .get("/overlay/preview/:session", pages::overlay)
        .get("/api/v1/media/:id", medium.with(cookies()))
        .get("/ws/overlay/:token", socket::overlay)
        .get("/ws/sessions/:id", socket::session.with(cookies()))
        .get("/ws/me", socket::me.with(cookies()))
        .at(webhook::PATH, "POST", RouteMethod::new())
        .get("/livez", health::livez)
        .get("/readyz", health::readyz)
        .get("/version", health::version);
    for kind in kinds::ALL.iter().filter(|kind| kind.is_made()) {
        let place = format!("/{}", kind.name);
        own = own.get(&place, pages::dashboard);
        own = own.get(&format!("{place}/*path"), pages::dashboard);
    }
    for screen in SCREENS {
        own = own.get(screen.route, pages::screen);
    }
    for place in PLAY {
        own = own.get(&format!("{place}/*path"), pages::play);
    }
    own.methods.push((openapi::DOCUMENT.to_owned(), "GET"));
    own
}
