//! Results of the crates of errors, by whatever order of imports: a macro's name must not hide its crate, and a result of
//! a crate that is not known is the standard one.
mod macro_first {
    use anyhow::{anyhow, bail, Result};
    use reqwest::{Client, Response};
    async fn fetch(c: &Client) -> Result<Response> {
        if c.get("").build().is_err() {
            bail!("no address");
        }
        Ok(c.get("http://a/").send().await?)
    }
    async fn leaky(c: &Client) -> Result<()> {
        fetch(c).await?; //~ unclosed-response-body
        Ok(())
    }
    async fn fixed(c: &Client) -> Result<String> {
        fetch(c).await?.text().await.map_err(|e| anyhow!("{e}"))
    }
}
mod macro_last {
    use anyhow::{Result, anyhow};
    use reqwest::{Client, Response};
    async fn fetch(c: &Client) -> Result<Response> {
        c.get("http://a/").send().await.map_err(|e| anyhow!("{e}"))
    }
    async fn leaky(c: &Client) -> Result<()> {
        fetch(c).await?; //~ unclosed-response-body
        Ok(())
    }
}
mod by_path {
    use anyhow::anyhow;
    use reqwest::{Client, Response};
    async fn fetch(c: &Client) -> anyhow::Result<Response> {
        c.get("http://a/").send().await.map_err(|e| anyhow!("{e}"))
    }
    async fn leaky(c: &Client) -> anyhow::Result<()> {
        fetch(c).await?; //~ unclosed-response-body
        Ok(())
    }
}
mod reports {
    use color_eyre::eyre::{eyre, Result, WrapErr};
    use reqwest::{Client, Response};
    async fn fetch(c: &Client) -> Result<Response> {
        c.get("http://a/").send().await.map_err(|e| eyre!("{e}"))
    }
    async fn leaky(c: &Client) -> Result<()> {
        fetch(c).await?; //~ unclosed-response-body
        Ok(())
    }
    async fn fixed(c: &Client) -> Result<String> {
        Ok(fetch(c).await?.text().await?)
    }
}
mod unknown_crate {
    use reqwest::{Client, Response};
    use some_errors::{Error, Result};
    async fn fetch(c: &Client) -> Result<Response> {
        c.get("http://a/").send().await.map_err(Error::new)
    }
    async fn leaky(c: &Client) -> Result<u16> {
        let response = fetch(c).await?; //~ unclosed-response-body
        Ok(response.status().as_u16())
    }
    async fn fixed(c: &Client) -> Result<String> {
        fetch(c).await?.text().await.map_err(Error::new)
    }
}
mod extension_of_a_result {
    use anyhow::{anyhow, Result};
    use reqwest::{Client, Response};
    trait Checked: Sized {
        fn checked(self) -> Result<Response>;
        fn done(self) -> Result<()>;
    }
    impl Checked for Result<Response, reqwest::Error> {
        fn checked(self) -> Result<Response> {
            Ok(self?.error_for_status()?)
        }
        fn done(self) -> Result<()> {
            self?.error_for_status().map(drop).map_err(|e| anyhow!("{e}"))
        }
    }
    async fn leaky(c: &Client) -> Result<()> {
        c.get("http://a/").send().await.checked()?; //~ unclosed-response-body
        Ok(())
    }
    async fn leaky_inside(c: &Client) -> Result<()> {
        c.get("http://a/").send().await.done() //~ unclosed-response-body
    }
    async fn fixed(c: &Client) -> Result<String> {
        Ok(c.get("http://a/").send().await.checked()?.text().await?)
    }
}
