use crate::prelude::*;
pub trait CheckExt { fn checked(self) -> Res<Reply>; }
impl CheckExt for Res<Reply> { fn checked(self) -> Res<Reply> { self.and_then(|r| r.error_for_status()) } }
pub trait ReplyExt: Sized {
    fn log(self) -> Self;
    #[allow(async_fn_in_trait)]
    async fn swallow(self) -> Res<()>;
}
impl ReplyExt for Reply {
    fn log(self) -> Self { println!("{}", self.status()); self }
    async fn swallow(self) -> Res<()> { self.bytes().await.map(drop) }
}
