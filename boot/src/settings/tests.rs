use super::*;

const REQUIRED: [(&str, &str); 5] = [
    ("DOWNBEAT__DATABASE__URL", "postgres://me:hunter2@db/downbeat?sslmode=require"),
    ("DOWNBEAT__REDIS_LIVE__URL", "redis://:hunter2@live:6379"),
    ("DOWNBEAT__REDIS_QUEUE__URL", "redis://queue"),
    ("DOWNBEAT__TWITCH__WEBHOOK_SECRETS", "hunter2-hunter2, hunter2-older"),
    ("DOWNBEAT__SECRETS__KEYS", "one:aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMjEyMzQ="),
];

fn load(file: Option<&str>, more: &[(&str, &str)]) -> Result<Config, Problems> {
    let is_other = |(name, _): &&(&str, &str)| !more.iter().any(|(other, _)| other == name);
    let all = REQUIRED.iter().filter(is_other).chain(more);
    let all = all.map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    Config::from_layers(file, all)
}

fn places(result: Result<Config, Problems>) -> Vec<String> {
    result.unwrap_err().iter().map(|problem| problem.place.clone()).collect()
}

#[test]
fn the_environment_is_stronger_than_the_file_and_the_file_than_the_defaults() {
    let file = "[database]\npool_max = 3\nacquire_timeout_ms = 9\n[log]\nformat = 'json'";
    let config = load(Some(file), &[("DOWNBEAT__DATABASE__POOL_MAX", "4")]).unwrap();
    assert_eq!(config.database.pool_max, 4);
    assert_eq!(config.database.acquire_timeout_ms, 9);
    assert_eq!(config.log.format, LogFormat::Json);
    assert_eq!(config.worker.unwatched_ms, 30_000);
    assert_eq!(config.twitch.webhook_secrets, ["hunter2-hunter2", "hunter2-older"]);
}

#[test]
fn one_file_at_least_is_unpacked_and_no_more_than_a_machine_has_memory_for() {
    assert_eq!(load(None, &[]).unwrap().api.media_at_once, 1);
    for wrong in ["0", "65"] {
        let told = places(load(None, &[("DOWNBEAT__API__MEDIA_AT_ONCE", wrong)]));
        assert_eq!(told, ["api.media_at_once (DOWNBEAT__API__MEDIA_AT_ONCE)"], "{wrong}");
    }
}

#[test]
fn a_worker_gets_a_name_of_its_own() {
    let (one, two) = (load(None, &[]).unwrap(), load(None, &[]).unwrap());
    assert!(!one.worker.name.is_empty());
    assert_ne!(one.worker.name, two.worker.name);
    let named = load(None, &[("DOWNBEAT__WORKER__NAME", "left")]).unwrap();
    assert_eq!(named.worker.name, "left");
}

#[test]
fn all_problems_are_told_at_once_with_their_places() {
    let file = "[database]\npool = 3\n[api]\nbind = 'here'\n[fun]\nx = 1";
    let wrong = [
        ("DOWNBEAT__WORKER__SHARDS", "many"),
        ("DOWNBEAT__WORKER__UNWATCHED_MS", "0"),
        ("DOWNBEAT__LOG__FORMAT", "loud"),
        ("DOWNBEAT__NONSENSE", "1"),
        ("DOWNBEAT__REDIS_LIVE__CLUSTER", "yes"),
    ];
    let expected = [
        "DOWNBEAT__NONSENSE",
        "api.bind (downbeat.toml)",
        "database.pool (downbeat.toml)",
        "fun.x (downbeat.toml)",
        "log.format (DOWNBEAT__LOG__FORMAT)",
        "redis_live.cluster (DOWNBEAT__REDIS_LIVE__CLUSTER)",
        "worker.shards (DOWNBEAT__WORKER__SHARDS)",
        "worker.unwatched_ms (DOWNBEAT__WORKER__UNWATCHED_MS)",
    ];
    let mut found = places(load(Some(file), &wrong));
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_wrong_value_is_told_with_what_would_be_right() {
    let file = "[api]\npublic_url = 'https://example.org/'\n[worker]\ntime_zone = 'Mars'";
    let wrong = [
        ("DOWNBEAT__DATABASE__POOL_MAX", "0"),
        ("DOWNBEAT__WORKER__SHARDS", "many"),
        ("DOWNBEAT__DATABASE__REPLICA_URL", "hunter2@replica/downbeat"),
        ("DOWNBEAT__REDIS_LIVE__URL", "hunter2"),
        ("DOWNBEAT__LOG__FORMAT", "loud"),
    ];
    let told = load(Some(file), &wrong).unwrap_err().to_string();
    for line in [
        "api.public_url (downbeat.toml) is `https://example.org/`: must not end with a slash",
        "worker.time_zone (downbeat.toml) is `Mars`: is no time zone, such as `Europe/Berlin`",
        "database.pool_max (DOWNBEAT__DATABASE__POOL_MAX) is `0`: must be between 1 and 1000",
        "worker.shards (DOWNBEAT__WORKER__SHARDS) is `many`: must be a whole number, as 64",
        "database.replica_url (DOWNBEAT__DATABASE__REPLICA_URL) is `***`: must be a URL that begins with postgres:// or postgresql://",
        "redis_live.url (DOWNBEAT__REDIS_LIVE__URL) is `***`: must be a URL that begins with redis:// or rediss://",
        "log.format (DOWNBEAT__LOG__FORMAT) is `loud`: unknown variant `loud`, expected `pretty` or `json`",
    ] {
        assert!(told.contains(line), "{line}\n\n{told}");
    }
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn what_is_required_is_asked_for() {
    let found = places(Config::from_layers(None, []));
    let required = [
        "database.url",
        "redis_live.url",
        "redis_queue.url",
        "twitch.webhook_secrets",
        "secrets.keys",
    ];
    assert_eq!(found.len(), required.len());
    for key in required {
        assert!(found.iter().any(|place| place.starts_with(key)), "{key}");
    }
}

#[test]
fn two_keys_of_one_name_are_refused() {
    let secret = "aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMjEyMzQ=";
    let keys = |names: [&str; 2]| names.map(|name| format!("{name}:{secret}")).join(",");
    let load = |names| load(None, &[("DOWNBEAT__SECRETS__KEYS", keys(names).as_str())]);
    assert!(load(["one", "two"]).is_ok());
    assert_eq!(places(load(["one", "one"])), ["secrets.keys (DOWNBEAT__SECRETS__KEYS)"]);
}

#[test]
fn keys_of_journals_are_keys_or_none() {
    let load = |keys: &str| self::load(None, &[("DOWNBEAT__JOURNAL__KEYS", keys)]);
    let key = "one:aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMjEyMzQ=";
    assert!(load("").is_ok() && load(key).is_ok());
    let place = ["journal.keys (DOWNBEAT__JOURNAL__KEYS)"];
    assert_eq!(places(load("one:short")), place);
    assert_eq!(places(load(&[key, key].join(","))), place);
    let shown = load(key).unwrap().masked();
    assert!(shown.contains("one:***") && !shown.contains("aHVudGVy"), "{shown}");
}

#[test]
fn mail_has_a_server_and_a_sender_and_its_password_goes_by_tls_alone() {
    let load = |url: &str, from: &str| {
        load(None, &[("DOWNBEAT__MAIL__URL", url), ("DOWNBEAT__MAIL__FROM", from)])
    };
    let from = "Downbeat <house@example.org>";
    for url in [
        "smtp://localhost:25",
        "smtps://me:hunter2@mail",
        "smtp://me:hunter2@mail:587?tls=required",
    ] {
        let shown = load(url, from).unwrap().masked();
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    assert!(load("", "").is_ok() && load("smtp://mail", "house@example.org").is_ok());
    let place = ["mail.url (DOWNBEAT__MAIL__URL)"];
    for url in [
        "",
        "http://mail",
        "smtp://",
        "smtp://me:hunter2@mail",
        "smtp://me:hunter2@mail?tls=opportunistic",
    ] {
        let told = load(url, from).unwrap_err().to_string();
        assert!(!told.contains("hunter2"), "{told}");
        assert_eq!(places(load(url, from)), place, "{url}");
    }
    for from in ["", "Downbeat", "@example.org", "Downbeat <house>", "a@b, c@d"] {
        let place = ["mail.from (DOWNBEAT__MAIL__FROM)"];
        assert_eq!(places(load("smtp://mail", from)), place, "{from}");
    }
}

#[test]
fn a_push_has_a_key_and_somebody_to_turn_to() {
    let key = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    let load = |key: &str, subject: &str| {
        load(None, &[("DOWNBEAT__PUSH__PRIVATE_KEY", key), ("DOWNBEAT__PUSH__SUBJECT", subject)])
    };
    let subject = "mailto:house@example.org";
    assert!(load("", "").is_ok() && load(key, "https://example.org/contact").is_ok());
    let shown = load(key, subject).unwrap().masked();
    assert!(shown.contains("***") && !shown.contains("yfWPiYE"), "{shown}");
    for wrong in ["", "hunter2", "aHVudGVyMg", &format!("{key}=")] {
        let told = load(wrong, subject).unwrap_err().to_string();
        assert!(!told.contains("hunter2"), "{told}");
        let place = ["push.private_key (DOWNBEAT__PUSH__PRIVATE_KEY)"];
        assert_eq!(places(load(wrong, subject)), place, "{wrong}");
    }
    for wrong in
        ["", "mailto:", "mailto:house", "house@example.org", "http://example.org", "https://"]
    {
        let place = ["push.subject (DOWNBEAT__PUSH__SUBJECT)"];
        assert_eq!(places(load(key, wrong)), place, "{wrong}");
    }
}

#[test]
fn no_secret_is_ever_shown() {
    let replica = ("DOWNBEAT__DATABASE__REPLICA_URL", "postgres://me:hunter2@copy/downbeat");
    let config = load(None, &[replica]).unwrap();
    let shown = config.masked();
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("postgres://me:***@db/downbeat?***"), "{shown}");
    assert!(shown.contains("postgres://me:***@copy/downbeat"), "{shown}");
    assert!(!format!("{config:?} {:?}", config.twitch).contains("hunter2"));

    let broken = [
        "[twitch]\nwebhook_secrets = 'hunter2'",
        "[database]\nurl = ['hunter2']",
        "[database]\nreplica_url = ['hunter2']",
        "[database]\nurl = 'hunter2",
        "[redis_live]\nurl = 'hunter2'",
    ];
    for file in broken {
        let told = Config::from_layers(Some(file), []).unwrap_err().to_string();
        assert!(!told.contains("hunter2"), "{told}");
    }
}

#[test]
fn what_a_seat_may_say_is_counted_up_to_a_thousand_or_not_at_all() {
    let load = |most| load(None, &[("DOWNBEAT__ROOMS__LINES_PER_MIN", most)]);
    for (given, most) in [("0", 0), ("1000", 1_000)] {
        assert_eq!(load(given).unwrap().rooms.lines_per_min, most);
    }
    let place = ["rooms.lines_per_min (DOWNBEAT__ROOMS__LINES_PER_MIN)"];
    assert_eq!(places(load("1001")), place);
}

#[test]
fn a_cluster_is_named_by_several_servers() {
    let members = ("DOWNBEAT__REDIS_LIVE__URL", "redis://a:1,redis://b:2");
    assert!(load(None, &[members]).is_err());
    assert!(load(None, &[members, ("DOWNBEAT__REDIS_LIVE__CLUSTER", "true")]).is_ok());
}

#[test]
fn an_extension_is_whole_or_not_there_and_its_secrets_are_never_told() {
    let secret = "aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMjEyMzQ=";
    let whole = [
        ("DOWNBEAT__EXTENSION__CLIENT_ID", "abc123"),
        ("DOWNBEAT__EXTENSION__SECRETS", secret),
        ("DOWNBEAT__EXTENSION__OWNER_ID", "41"),
    ];
    let config = load(None, &whole).unwrap();
    assert!(!config.masked().contains("aHVudGVy") && !format!("{config:?}").contains("aHVudGVy"));
    for left_out in whole {
        let part: Vec<_> = whole.into_iter().filter(|one| *one != left_out).collect();
        assert_eq!(places(load(None, &part)).len(), 1, "{left_out:?}");
    }
    let wrong = [
        ("DOWNBEAT__EXTENSION__CLIENT_ID", "a b"),
        ("DOWNBEAT__EXTENSION__SECRETS", "hunter2"),
        ("DOWNBEAT__EXTENSION__OWNER_ID", "me"),
        ("DOWNBEAT__EXTENSION__ORIGIN", "example.org/"),
    ];
    let told = load(None, &wrong).unwrap_err().to_string();
    assert_eq!(told.matches("DOWNBEAT__EXTENSION__").count(), 4, "{told}");
    assert!(!told.contains("hunter2"), "{told}");
    let three = [secret; 3].join(",");
    let many = [whole[0], ("DOWNBEAT__EXTENSION__SECRETS", &*three), whole[2]];
    assert!(load(None, &many).unwrap_err().to_string().contains("two at most"));
}
