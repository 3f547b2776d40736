//! The scripts that run in the server. Each is atomic, and uses no clock but the server's.

use std::sync::LazyLock;

use redis::Script;

macro_rules! script {
    ($name:ident, $file:literal) => {
        pub(crate) static $name: LazyLock<Script> =
            LazyLock::new(|| Script::new(include_str!(concat!("scripts/", $file, ".lua"))));
    };
}

script!(LOAD_TOKEN, "load_token");
script!(SAVE_TOKEN, "save_token");
script!(DISCARD_TOKEN, "discard_token");
script!(BEGIN_CALL, "begin_call");
script!(END_CALL, "end_call");
script!(PAUSE_CALLS, "pause_calls");
