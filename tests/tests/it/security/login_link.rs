//! Login links: what opens one, and what signs in by it.

use std::time::Duration;

use downbeat_store::{Doer, NewLink, Origin, Staff};
use reqwest::{Client, Method, Response, StatusCode, redirect::Policy};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::harness::{Process, World, login_link, press};

/// As whatever opens addresses does, with a cookie or without.
async fn ask(api: &Process, method: Method, token: &str, more: &[(&str, &str)]) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.request(method, format!("{}/auth/once/{token}", api.base));
    let request = more.iter().fold(request, |request, (name, value)| match *name {
        "body" => request
            .header("content-type", "application/x-www-form-urlencoded")
            .body((*value).to_owned()),
        name => request.header(name, *value),
    });
    request.send().await.unwrap()
}

/// The cookie that a page came with, and what its form sends.
async fn shown(api: &Process, token: &str) -> (String, String) {
    let page = ask(api, Method::GET, token, &[]).await;
    assert_eq!(page.status(), StatusCode::OK);
    let cookie = page.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    let cookie = cookie.to_owned();
    let page = page.text().await.unwrap();
    let bound = page.split("name=\"bound\" value=\"").nth(1).unwrap();
    (cookie, format!("bound={}", bound.split('"').next().unwrap()))
}

fn signs_in(answer: &Response) -> bool {
    let cookies = answer.headers().get_all("set-cookie").into_iter();
    cookies.map(|set| set.to_str().unwrap()).any(|set| set.starts_with("__Host-downbeat="))
}

const SIGN_INS: &str = "SELECT count(*) FROM login_session";

#[tokio::test(flavor = "multi_thread")]
async fn what_opens_a_login_link_uses_nothing_up_and_is_not_signed_in() {
    let world = World::new().await;
    let api = world.api().await;
    let link = login_link(&world.postgres, "<b>Ada</b>", Staff::Admin, false).await;
    for method in [Method::HEAD, Method::GET, Method::HEAD, Method::GET] {
        let answer = ask(&api, method.clone(), &link, &[]).await;
        assert_eq!((answer.status(), signs_in(&answer)), (StatusCode::OK, false), "{method}");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        if method == Method::GET {
            let page = answer.text().await.unwrap();
            assert!(page.contains("&lt;b&gt;Ada&lt;/b&gt;") && !page.contains("<b>Ada"), "{page}");
        }
    }
    assert_eq!(world.postgres.number(SIGN_INS).await, 0);
    assert!(signs_in(&press(&api, &link, &[]).await));
    for method in [Method::HEAD, Method::GET, Method::POST] {
        let answer = ask(&api, method.clone(), &link, &[]).await;
        assert_eq!(answer.status(), StatusCode::GONE, "{method}");
    }
    assert_eq!(world.postgres.number(SIGN_INS).await, 1);
}

/// Who is signed in as somebody else does not notice.
#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_presses_the_button_of_a_login_link() {
    let world = World::new().await;
    let api = world.api().await;
    let link = login_link(&world.postgres, "Ada", Staff::Admin, false).await;
    let (mine, form) = shown(&api, &link).await;
    let (yours, other) = shown(&api, &link).await;
    let long = format!("{form}&{}", "x".repeat(10_000));
    let tries: [&[(&str, &str)]; 8] = [
        &[],
        &[("body", &form)],
        &[("cookie", &yours)],
        &[("cookie", &yours), ("body", &form)],
        &[("cookie", &mine), ("body", &other)],
        &[("cookie", &mine), ("body", "bound=")],
        &[("cookie", &mine), ("body", &long)],
        &[("cookie", "__Host-downbeat-login="), ("body", "bound=")],
    ];
    for more in tries {
        let answer = ask(&api, Method::POST, &link, more).await;
        assert_eq!(
            (answer.status(), signs_in(&answer)),
            (StatusCode::FORBIDDEN, false),
            "{more:?}"
        );
    }
    assert_eq!(world.postgres.number(SIGN_INS).await, 0);
    let pressed = ask(&api, Method::POST, &link, &[("cookie", &mine), ("body", &form)]).await;
    assert_eq!((pressed.status(), signs_in(&pressed)), (StatusCode::SEE_OTHER, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_where_the_settings_say_so_a_reusable_link_needs_no_button() {
    let world = World::new().await;
    let api = world.api().await;
    let reusable = login_link(&world.postgres, "Ada", Staff::Admin, true).await;
    assert_eq!(ask(&api, Method::GET, &reusable, &[]).await.status(), StatusCode::OK);
    let world = world.with("API__SIGN_IN_ON_GET", "true");
    let demo = world.api().await;
    for _ in 0..2 {
        let come = ask(&demo, Method::GET, &reusable, &[]).await;
        assert_eq!((come.status(), signs_in(&come)), (StatusCode::SEE_OTHER, true));
    }
    let once = login_link(&world.postgres, "Bob", Staff::Admin, false).await;
    for (method, link) in [(Method::HEAD, &reusable), (Method::GET, &once)] {
        let answer = ask(&demo, method, link, &[]).await;
        assert_eq!((answer.status(), signs_in(&answer)), (StatusCode::OK, false));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_link_whose_time_is_over_opens_nothing() {
    let world = World::new().await;
    let api = world.api().await;
    let postgres = &world.postgres;
    let user_id = postgres.create_staff("Ada", Staff::Admin, &Doer::cli()).await.unwrap();
    for is_reusable in [false, true] {
        let token = Uuid::new_v4().simple().to_string();
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let (lands_on, lives) = ("/admin", Duration::from_hours(1));
        let link = NewLink { hash, user_id, lands_on, is_reusable, lives };
        postgres.create_login_link(&link, &Doer::cli()).await.unwrap();
        let (cookie, form) = shown(&api, &token).await;
        postgres.run("UPDATE login_link SET expires_at = now()").await;
        let more = [("cookie", cookie.as_str()), ("body", form.as_str())];
        for method in [Method::GET, Method::POST] {
            let answer = ask(&api, method, &token, &more).await;
            assert_eq!((answer.status(), signs_in(&answer)), (StatusCode::GONE, false));
        }
        // Whoever was shown the page in time presses in time.
        let transaction = postgres.begin().await.unwrap();
        let late = transaction.come_in(hash, [7; 32], &Origin::default()).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(late, None, "reusable: {is_reusable}");
    }
    assert_eq!(postgres.number(SIGN_INS).await, 0);
}
