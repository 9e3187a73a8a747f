//! The models that the linter brings along; every file in `rules/models` stands here.

macro_rules! models {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../rules/models/", $name)))),*]
    };
}

/// Name and text of each file, in order of the names.
#[rustfmt::skip]
pub const FILES: &[(&str, &str)] = models![
    "bytes.toml",
    "futures-channel.toml",
    "futures-core.toml",
    "futures-executor.toml",
    "futures-io.toml",
    "futures-sink.toml",
    "futures-task.toml",
    "futures-util.toml",
    "futures.toml",
    "http-body-util.toml",
    "http-body.toml",
    "http.toml",
    "hyper-timeout.toml",
    "hyper-util.toml",
    "hyper.toml",
    "reqwest.toml",
    "std.toml",
    "tokio.toml",
    "tower-layer.toml",
    "tower-service.toml",
    "url.toml",
];
