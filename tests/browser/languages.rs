//! The choice of language at the root, and the switch on every page.

use thirtyfour::prelude::*;

use crate::reader::{Place, Reader};
use crate::sites::{handbook, site};

const SWITCH: &str = ".bar a[hreflang]";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_root_leads_to_the_readers_language() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        for (languages, page) in [
            ("zh-CN,zh", "zh/index.html"),
            ("en-GB,en", "en/index.html"),
            ("zh-TW", "zh/index.html"),
            ("fr,en,zh", "en/index.html"),
        ] {
            reader.speak(languages).await?;
            reader.open(&place.address("index.html")).await?;
            reader.until_at(&place, page).await?;
        }
        reader.speak("fr").await?;
        reader.open(&place.address("index.html")).await?;
        reader.until_at(&place, "index.html").await?;
        reader.click("a[hreflang=en]").await?;
        reader.until_at(&place, "en/index.html").await?;
        // Chosen once, it is kept.
        reader.open(&place.address("index.html")).await?;
        reader.until_at(&place, "en/index.html").await?;
        reader.ask::<Option<bool>>("localStorage.clear()").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_switch_leads_to_the_same_page_and_back() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    for place in
        [Place::served(handbook(), "/").await, Place::served(handbook(), "/a/b/").await, Place::files(handbook())]
    {
        for page in ["index.html", "skills/index.html", "skills/objections/index.html"] {
            reader.open(&place.address(&format!("zh/{page}"))).await?;
            reader.click(SWITCH).await?;
            reader.until_at(&place, &format!("en/{page}")).await?;
            assert_eq!(reader.ask::<String>("return document.documentElement.lang").await?, "en");
            reader.click(SWITCH).await?;
            reader.until_at(&place, &format!("zh/{page}")).await?;
            assert_eq!(reader.ask::<String>("return document.documentElement.lang").await?, "zh-CN");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_without_translation_leads_to_its_chapter() -> WebDriverResult<()> {
    let samples = site("samples");
    let reader = Reader::new().await?;
    for place in [Place::served(&samples, "/a/b/").await, Place::files(&samples)] {
        for (page, nearest) in [
            ("zh/writing/only-chinese/index.html", "en/writing/index.html"),
            ("zh/writing/deeper/deepest/index.html", "en/writing/deeper/index.html"),
        ] {
            reader.open(&place.address(page)).await?;
            // It says so to those who cannot see where they have come.
            let name: String = reader.ask(&format!("return document.querySelector('{SWITCH}').textContent")).await?;
            assert!(name.contains("English") && name.trim() != "English", "{name}");
            reader.click(SWITCH).await?;
            reader.until_at(&place, nearest).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_root_offers_both_languages_without_scripts() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    reader.allow_scripts(false).await?;
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        for language in ["zh", "en"] {
            reader.open(&place.address("index.html")).await?;
            reader.click(&format!("a[hreflang^={language}]")).await?;
            reader.until_at(&place, &format!("{language}/index.html")).await?;
        }
    }
    Ok(())
}
