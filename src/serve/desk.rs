//! Where the project is kept while somebody writes it: what is shown now, and what to fall back on.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::civil::Date;

use super::samples::mistake_in_templates;
use super::snapshot::{Held, Snapshot};
use crate::Memo;
use crate::Project;
use crate::book::{Config, Wish};
use crate::diagnostic::{Diagnostic, Severity, rule};
use crate::site::theme::Theme;
use crate::source::{SourceFile, SourcePath, Sources};

const SETTINGS: &str = "onramp.yaml";

/// Makes one snapshot after another. Settings and themes with mistakes are told of and not used, as long as there were better ones.
pub struct Desk {
    wish: Wish,
    memo: Memo,
    number: u64,
    /// The settings that were right; `Some(None)` when there was no file.
    settings: Option<Option<SourceFile>>,
    theme: Option<Arc<Theme>>,
    /// A theme with which a page could not be rendered, and why.
    bad_theme: Option<(Arc<Theme>, Diagnostic)>,
}

impl Desk {
    pub fn new(wish: Wish) -> Desk {
        Desk { wish, memo: Memo::default(), number: 0, settings: None, theme: None, bad_theme: None }
    }

    /// The project as it is now.
    pub fn renew(&mut self, mut sources: Sources) -> Snapshot {
        self.number += 1;
        let held = self.settle_settings(&mut sources);
        let mut project = Project::connect(sources, self.wish, &self.memo);
        self.settle_theme(&mut project);
        Snapshot::new(self.number, project, held, self.memo.search.clone())
    }

    /// Puts the last right theme in the place of a wrong one.
    fn settle_theme(&mut self, project: &mut Project) {
        let loaded = project.theme.clone();
        if let Some(good) = &self.theme
            && project.diagnostics.iter().any(is_about_theme)
        {
            project.theme = good.clone();
            return;
        }
        if self.theme.as_ref().is_some_and(|good| Arc::ptr_eq(good, &loaded)) {
            return;
        }
        let known = self.bad_theme.as_ref().filter(|(bad, _)| Arc::ptr_eq(bad, &loaded));
        match known.map(|(_, mistake)| mistake.clone()).or_else(|| mistake_in_templates(project)) {
            Some(mistake) => {
                self.bad_theme = Some((loaded.clone(), mistake.clone()));
                project.diagnostics.push(mistake);
                project.theme = self.theme.clone().unwrap_or(loaded);
            }
            None => (self.theme, self.bad_theme) = (Some(loaded), None),
        }
    }

    /// Puts the last right settings in the place of wrong ones.
    fn settle_settings(&mut self, sources: &mut Sources) -> Held {
        let (path, mut findings) = (SourcePath::new(SETTINGS), Vec::new());
        Config::read(sources, &mut findings);
        let file = sources.texts.get(&path).cloned();
        if !findings.iter().any(|finding| finding.severity == Severity::Error) {
            self.settings = Some(file);
            return Held::default();
        }
        let Some(good) = &self.settings else { return Held::default() };
        match good {
            Some(good) => drop(sources.texts.insert(path.clone(), good.clone())),
            None => drop(sources.texts.remove(&path)),
        }
        let texts = file.map(|file| (path, file)).into_iter().collect();
        Held { findings, sources: Sources { texts, ..Sources::default() } }
    }
}

fn is_about_theme(finding: &Diagnostic) -> bool {
    let is_there = finding.location.as_ref().is_some_and(|place| place.path.as_str().starts_with("themes/"));
    finding.severity == Severity::Error && (is_there || *finding.rule == rule::UNKNOWN_THEME)
}

/// The snapshot that is being shown, for everybody who shows it.
#[derive(Clone)]
pub struct Shown(Arc<RwLock<Arc<Snapshot>>>);

impl Shown {
    pub fn new(first: Snapshot) -> Shown {
        Shown(Arc::new(RwLock::new(Arc::new(first))))
    }

    pub fn now(&self) -> Arc<Snapshot> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows another one, and returns what was shown before.
    pub fn replace(&self, next: Arc<Snapshot>) -> Arc<Snapshot> {
        std::mem::replace(&mut *self.0.write().unwrap_or_else(PoisonError::into_inner), next)
    }

    /// Runs the rules on what is shown now.
    pub fn check(&self, today: Date) -> Arc<Snapshot> {
        let snapshot = self.now();
        snapshot.check(today);
        snapshot
    }
}
