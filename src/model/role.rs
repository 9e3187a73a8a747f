//! The roles that a row can give to an item. Must not say what a rule does with them.

use serde::{Deserialize, Serialize};

/// What an item of a library (or an in-house wrapper) does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    // ── responses and bodies of clients (rule 1) ──
    /// Type: a client's response that owns an unread body. `kind = "plain"`: the type is also used by servers
    /// (`http::Response<Incoming>`), only a `makes-response` call makes it a client's.
    ResponseType,
    /// Call: yields (a future of, a result of) a client's response.
    /// `kind`: absent; `throwaway` (its client dies with the call: `reqwest::get`); `no-pool` (the library closes or has read it).
    MakesResponse,
    /// Call: reads `arg` (default `self`) to its end.
    ReadsBody,
    /// Call: reads one piece of `arg` (default `self`); in a loop until `None` it reads all.
    ReadsPart,
    /// Call: `arg` (default `self`) lives on in the result: `into_body`, `bytes_stream`, `map`, `error_for_status` …
    /// `kind = "ok-on-success"`: `Err` where the status is an error (`error_for_status`); `kind = "parts"`: a tuple
    /// whose second element holds it (`into_parts`).
    PassesOn,
    /// Call: takes `arg` (default `self`) over as an upgraded connection.
    Upgrades,
    /// Call: makes a request whose answer has no body: HEAD, CONNECT.
    BodylessRequest,
    /// Call on a status: `kind` = `success`, `client-error`, `server-error`, `redirection`, `informational`, `as-u16`.
    StatusTest,
    /// Call: the status of `self`.
    StatusOf,
    /// Call: the length of the body of `self`, as an option.
    LengthOf,
    /// Call: whether `self`, a result or an option, is the variant that `kind` names.
    TestsVariant,
    /// Const: a status code; `value` is its number.
    StatusConst,
    /// Call on a client's builder: it keeps no connection (where `limit` is given: if that argument is 0).
    /// `kind = "header"`: it sets a header, and closes the connection if that is `Connection: close`;
    /// `kind = "header-name"`: a constant that stands for the name `connection`.
    KeepsNoConnection,
    /// Call: makes a value of its result's type out of `self`, by that type's own conversion: `into`, `try_into`.
    Converts,
    /// Call on a truth: its argument (`kind = "value"`), or what the closure in it yields, as an option: `then`, `then_some`.
    RunsIf,
    /// Call: keeps what `self`, an option, holds where the test in its argument holds, and drops it where not: `filter`.
    KeepsIf,
    /// Call: leaks `arg` for good: `mem::forget`, `Box::leak`. `kind = "wrapped"`: where the result is dropped with it
    /// inside: `ManuallyDrop::new`.
    Forgets,
    /// Call: drops `arg`: `mem::drop`.
    Drops,

    // ── bodies of requests (rule 2) ──
    /// Type: a request's body, or a request or stream that holds it, with no limit of its own:
    /// axum `Body`, hyper `Incoming`, actix `Payload`, `Multipart`. `kind = "request"`: a request that holds one;
    /// `kind = "any"`: also used for responses (`Incoming`), the value's origin decides.
    RequestBody,
    /// Call: reads `arg` (default 0, `self` for methods) into memory; `limit`: the argument that bounds it;
    /// `value`: the default bound in bytes, absent: none. `group`: the limit switch that governs it.
    /// `kind = "folds"`: only if the closure among its arguments keeps the pieces; `kind = "collects"`: into a collection;
    /// `kind = "copies"`: only if argument 1 is memory; `kind = "filter"`: a filter of requests, bounded by what runs before.
    ReadsWhole,
    /// Type of a handler's parameter: an extractor that buffers the body; `group`: the limit that governs it;
    /// `value`: the default bound in bytes, absent: none. `kind`: what a limit by name calls it; `kind = "fields"`: unless
    /// each field of the form that it holds spools; `kind = "text"`, on
    /// anything of a framework: its handlers' parameters that are a `String`, a `Vec<u8>` or a shared buffer.
    BufferingExtractor,
    /// Call: wraps `arg` (default 0) so that it ends at `limit` bytes: `Limited::new`, `take`.
    LimitsBody,
    /// Call: a layer or middleware that bounds every body behind it; `limit`. `kind = "function"`: the function that is
    /// the argument `arg` runs before what is behind it, and bounds if it refuses what is too long.
    LimitLayer,
    /// Call: runs the extractor that its result's type holds; `group` and `value` are those of a text.
    Extracts,
    /// Call: sets the limit of `group` to the argument `limit`, or (without `limit`) switches it off.
    /// `kind = "named"`: argument 0 names the reads that it is for, as the `kind` of an extractor does; `kind = "itself"`:
    /// `self` is a service that reads, whatever handlers it has; `kind = "kept"`: so, and its limit is what the service's
    /// own builder was given.
    SetsBodyLimit,
    /// Call: makes an app or router of a framework without any limit; `group` ties extractors to it.
    UnlimitedApp,
    /// Call on a router or an app: puts the layer in an argument around what `self` holds so far;
    /// `kind = "whole"`: around all of the chain, whatever the order; `kind = "before"`: what `self` holds runs before the
    /// argument; `kind = "stack"`: `self` is a stack of layers, the argument stands before those that are put on it later.
    AppliesLayer,
    /// Type: what a function is given to add routes to.
    RouterType,
    /// Call: adds to the buffer `self` (a function: to its first argument). `kind = "writes"`: only where that is memory.
    Appends,
    /// Const: the name of the header that says how long a body is. Type: that header. Method: how long it is, if known.
    LengthHeader,
    /// Call: a number of `value` bytes for each of the receiver; without one, `value` bytes.
    Scales,
    /// Type: a reader that unpacks what it reads from another, with no limit.
    Unpacks,
    /// Call: spools `arg` to disk or streams it on; never a finding. Type: a part of a form that was spooled.
    StreamsBody,

    /// Call: how many processors the machine has.
    CountsProcessors,
    /// Type: a permit of a limited number; a message that carries one is of a limited number, too.
    PermitType,

    // ── channels (rule 3) ──
    /// Call: makes a channel without a capacity: a tuple of sender and receiver.
    UnboundedChannel,
    /// Call: makes a channel whose capacity is the argument `limit`. `kind = "per-sender"`: each clone of the sender adds one.
    BoundedChannel,
    /// Call: sends on `self`, the argument `arg` (default 0) is the message. `kind = "ignores-capacity"`: actix `do_send`.
    /// `kind = "all"`: sends each item of a stream, `arg` is the sender.
    Sends,
    /// Call: receives from `self`.
    Receives,
    /// Type: a sender. `kind = "oneshot"`: for one reply.
    SenderType,
    /// Type: a receiver. `kind = "oneshot"`.
    ReceiverType,

    // ── tasks (rule 4) ──
    /// Call: runs `arg` (default 0; a future, or a closure that returns one) as a task.
    /// `kind`: absent (detached), `owned` (dies with the set or handle), `cancels` (dies when the handle is dropped
    /// unless detached), `blocking` (a closure on a thread), `callback` (the framework calls the closure per connection).
    Spawns,
    /// Call: `self` runs on without its handle: `Task::detach`, `RemoteHandle::forget`.
    Detaches,
    /// Call: stops the task of `self`. Type: aborts on drop.
    Aborts,
    /// Call: whether the task of `self`, a handle, has ended: `JoinHandle::is_finished`.
    TestsEnded,
    /// Call on a truth that is shared: `kind` = `reads`, `writes` (argument 0), `swaps` (so, and gives what it was),
    /// `exchanges` (one value for another; `Ok` where it did).
    SharedFlag,
    /// Call: takes what is in `self`, an option, and leaves nothing there.
    TakesOut,
    /// Call: ends `arg` (default 1, `self` for methods) after a time: `timeout(d, f)`. `limit`: the duration's argument.
    /// `kind = "signal"`: ends `self` when the future `arg` does, so that it bounds only if that is a signal.
    /// `group = "cancel"`: it ends with a token, not with time. Type: a stream that ends so.
    BoundsWait,
    /// Call (awaited or polled): waits for the outside. `kind`: `read`, `write`, `connect`, `accept`, `handshake`,
    /// `http`, `rpc`, `database`, `process`, `dns`. Type: a connection to the outside: a generic call (`read`, `next`)
    /// on it, or on what wraps it, waits for the outside.
    WaitsOutside,
    /// Call (awaited): waits for something inside the process, or for a known short time: locks, in-process channels.
    /// Type: an end of something inside the process, on which generic calls wait.
    WaitsInside,
    /// Call (awaited): a time passes; as an arm of a select it bounds the others.
    Timer,
    /// Call (awaited): a signal to stop; as an arm of a select it bounds the others.
    CancelSignal,
    /// Type or call: the driver of a client's connection, which ends with its handle.
    ConnectionDriver,
    /// Call: the future of one connection of a server.
    ServesConnection,
    /// Call on a server's builder: `kind = "timer"`, `kind = "header-timeout"`: both together bound a served connection.
    ServerBound,
    /// Call: waits for all or one of the futures in `arg` (`join_all`, `select_all`), or runs `self` as it is (instrument).
    /// `kind = "abortable"`: the handle that it gives, or that the registration in argument 1 is of, ends `arg`.
    /// Type: holds futures, and waits for what these wait for.
    Combines,

    // ── extensions (rule 5) ──
    /// Call: puts `arg` (default 0; `"return"`: what it gives back a reference to) into a request's extensions. `kind = "layer"`: it is cloned per request;
    /// `kind = "state"`: cloned per request as a router's state; `kind = "response"`: into a response's (never a finding).
    InsertsExtension,
    /// Type: cheap to clone and small by value whatever its parameters: `Arc`, pools, handles, `HeaderMap` …
    SharedType,
    /// Type: grows without bound: `Vec`, maps, sets, `serde_json::Value`.
    CollectionType,
    /// Type: a text of any length: `String`; large only where it comes from a body.
    TextType,
    /// Call: yields what a file holds, of any size.
    ReadsFile,
    /// Type: a buffer of bytes: `Bytes`, `BytesMut`; large only where it comes from a body. `kind = "shared"`: cloned cheaply.
    BufferType,

    // ── clients (rule 6) ──
    /// Type: what a build script writes one like for each service, in a module whose name ends in `kind` and is the
    /// type's (`greeter_client::GreeterClient`). Its function `undeclared` stands for the methods that differ.
    GeneratedType,
    /// Call: makes a client (or connects one). `kind` = what bounds it by default: absent (nothing), `connect`, `total`;
    /// `low` in `group`: databases, raw sockets, mail: reported at low confidence only.
    MakesClient,
    /// Call: starts a client's builder; `kind` as for `makes-client`.
    StartsClientBuilder,
    /// Call on a builder (default `self`): makes the client of it.
    FinishesClient,
    /// Call on a builder, a client, a config or a request: sets a bound. `kind`: `total`, `read`, `connect`, `none`
    /// (removes it). `limit`: the duration's argument (default 0): a literal `None` there removes the bound.
    SetsTimeout,
    /// Call: its result may be its type's default: `unwrap_or_default`.
    MakesDefault,
    /// Const: a time that never comes; as a timeout it sets none.
    EndlessTime,
    /// Call: sends (or begins) a request through a client of its own that has no bound. `kind = "total"`: it has one;
    /// `kind = "throwaway"`: it begins one, and the client dies with it.
    OneShotRequest,
    /// Call on a client: starts or sends a request, whose own timeout counts.
    StartsRequest,
    /// Call: makes a client around the one in `arg` (default 0).
    WrapsClient,
    /// Type: a client, builder or request of rule 6; `kind`: `client`, `builder`, `request`, or
    /// `connector` for one that carries bounds of the sockets it makes.
    ClientType,

    // ── load context ──
    /// Call: registers `arg` (default 0) as a handler that runs per request. `kind`: the HTTP method, for messages;
    /// `kind = "path-first"`: argument 0 is the path.
    RegistersHandler,
    /// Call: calls the closure `arg` per item, connection or event.
    CallsPerEvent,
    /// Call: calls the closure `arg` once, or once per worker at start-up.
    CallsOnce,
    /// Trait: its methods are called per request, connection or event by the library.
    HandlerTrait,
    /// Attribute macro: the function under it is a handler; `path` is the macro's.
    HandlerAttribute,
    /// Type: a parameter of this type makes a function a handler (extractors). `kind = "body"`: a body, which is also a
    /// parameter of other functions.
    ExtractorType,
}
