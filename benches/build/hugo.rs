//! The same corpus as a Hugo site, when a Hugo is there to compare with.
//!
//! Hugo reads the same Markdown files. Its theme is a small one with the parts that Onramp's pages have: the list of chapters with
//! the lessons of the open one, breadcrumbs, headings, next and previous, translations, links to `.md` files resolved, coloured
//! code by classes, a sitemap. The chapter list is cached once per chapter, which is the fast way.

use std::fs;
use std::io;
use std::path::Path;

const CONFIG: &str = r#"baseURL = "https://handbook.example.org/"
title = "Handbook"
defaultContentLanguage = "zh"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS"]
[languages.zh]
contentDir = "content/zh"
[languages.en]
contentDir = "content/en"
[markup.highlight]
noClasses = false
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
[markup.goldmark.renderHooks.image]
useEmbedded = "always"
[markup.tableOfContents]
endLevel = 3
"#;

const BASE: &str = r##"<!doctype html>
<html lang="{{ .Language.Lang }}">
<head>
<meta charset="utf-8">
<title>{{ .Title }} · {{ .Site.Title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .Translations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}</head>
<body>
<header><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a>
{{ range .Translations }}<a hreflang="{{ .Language.Lang }}" href="{{ .RelPermalink }}">{{ .Language.Lang }}</a>{{ end }}</header>
<nav>{{ partialCached "chapters.html" . .CurrentSection.Path .Language.Lang }}</nav>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"##;

const CHAPTERS: &str = r#"{{ $open := .CurrentSection }}<ol>
{{ range .Site.Home.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ if eq . $open }}<ol>
{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ol>{{ end }}</li>
{{ end }}</ol>"#;

const SINGLE: &str = r#"{{ define "main" }}<nav>{{ range .Ancestors.Reverse }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<h1>{{ .Title }}</h1>
<p>{{ .Params.owner }} {{ .Params.reviewed }} {{ .ReadingTime }}</p>
{{ .Content }}
<aside>{{ .TableOfContents }}</aside>
<nav>{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
{{ end }}"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}
<ol>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Description }}</p></li>
{{ end }}</ol>
{{ end }}"#;

/// Adds Hugo's configuration and theme to the project, which Onramp does not read.
pub fn prepare(project: &Path) -> io::Result<()> {
    let layouts = project.join("layouts");
    fs::create_dir_all(layouts.join("_default"))?;
    fs::create_dir_all(layouts.join("partials"))?;
    fs::write(project.join("hugo.toml"), CONFIG)?;
    fs::write(layouts.join("_default/baseof.html"), BASE)?;
    fs::write(layouts.join("_default/single.html"), SINGLE)?;
    fs::write(layouts.join("_default/list.html"), LIST)?;
    fs::write(layouts.join("partials/chapters.html"), CHAPTERS)
}
