//! The scripts, each hashed once.

use std::sync::LazyLock;

use redis::Script;

macro_rules! scripts {
    ($($name:ident = $file:literal),+ $(,)?) => {$(
        pub(crate) static $name: LazyLock<Script> =
            LazyLock::new(|| Script::new(include_str!($file)));
    )+};
}

scripts! {
    PUSH = "lua/push.lua",
    PUSH_IDS = "lua/push_ids.lua",
    FETCH = "lua/fetch.lua",
    FINISH = "lua/finish.lua",
    RECLAIM = "lua/reclaim.lua",
    GIVE_BACK = "lua/give_back.lua",
}
