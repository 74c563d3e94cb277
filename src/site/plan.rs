//! Plans: what their page and the front page know of them, and what ticks an item by itself.

use super::Renderer;
use super::page::{PlanView, RoleView, TodayItemView, TodayView};
use crate::book::{Page, PageId, Role};
use crate::components::{Checklist, Component, Need, NeedKind, Surroundings};
use crate::document::{Acknowledge, Kind};
use crate::outline::{Target, encode, output_path, relative};

impl Renderer<'_> {
    /// Calls `make` with what a page's components ask of the book.
    pub fn with_surroundings<T>(&self, id: PageId, make: impl FnOnce(&Surroundings) -> T) -> T {
        let config = &self.book.config;
        let language = &self.book.editions[id.edition].language;
        make(&Surroundings {
            needs: &|link| self.needs(id, link),
            role: &|name| {
                let key = config.role_key(name).unwrap_or(name);
                (key.to_owned(), config.role(key, language).to_owned())
            },
            date: &|date| self.date(id.edition, date).shown,
            drawings: self.drawings,
        })
    }

    /// What somebody has done who has followed a link of a page: read the lesson, passed the quiz, acknowledged the policy.
    fn needs(&self, from: PageId, link: usize) -> Vec<Need> {
        let Some(Target::Page { page: to, anchor }) = self.outline.targets(from).get(link) else { return Vec::new() };
        let page = self.book.page(*to);
        let components = page.document.components();
        let meant = anchor.as_ref().and_then(|anchor| components.iter().find(|it| it.id() == Some(anchor.as_str())));
        let here = |name: &str| format!("{name}/{}#{}", page.key, anchor.as_deref().unwrap_or_default());
        match meant {
            Some(Component::Quiz(quiz)) => return vec![Need::new(kind_of(quiz.settings.pass.is_some()), here("quiz"))],
            Some(Component::Scenario(scenario)) => {
                return vec![Need::new(kind_of(scenario.pass.is_some()), here("scenario"))];
            }
            Some(_) => return Vec::new(),
            None => {}
        }
        if *to == from || page.role == Role::Front {
            return Vec::new();
        }
        if let Some(often) = page.document.front.confirmed() {
            let need = Need::new(NeedKind::Acknowledge, format!("ack/{}", page.key));
            return vec![Need { versions: self.versions(*to), yearly: often == Acknowledge::Yearly, ..need }];
        }
        self.lessons(*to).map(|key| Need::new(NeedKind::Read, format!("read/{key}"))).collect()
    }

    /// The page itself, or the lessons of a chapter, by their keys.
    fn lessons(&self, id: PageId) -> impl Iterator<Item = &str> {
        let pages = &self.book.editions[id.edition].pages;
        let mut found = Vec::new();
        let mut open = vec![id.page];
        while let Some(at) = open.pop() {
            match pages[at].children.as_slice() {
                [] => found.push(pages[at].key.as_str()),
                children => open.extend(children.iter().rev()),
            }
        }
        found.into_iter()
    }

    /// What the top of a plan shows; `None` for any other page.
    pub fn plan(&self, id: PageId) -> Option<PlanView> {
        let page = self.book.page(id);
        if page.document.front.kind != Kind::Plan {
            return None;
        }
        let config = &self.book.config;
        let join = |days: &[crate::book::DayRange]| days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let named = page.document.front.audience.iter().map(|role| role.value.as_str());
        let listed = checklists(page).flat_map(|list| &list.roles).map(|role| role.name.as_str());
        let mut roles: Vec<RoleView> = Vec::new();
        for name in named.chain(listed) {
            let key = config.role_key(name).unwrap_or(name).to_owned();
            if roles.iter().all(|role| role.key != key) {
                let name = config.role(&key, &self.book.editions[id.edition].language).to_owned();
                roles.push(RoleView { key, name });
            }
        }
        Some(PlanView { roles, holidays: join(&config.holidays), workdays: join(&config.workdays) })
    }

    /// The plans of an edition, for the front page.
    pub fn today(&self, edition: usize, own: &str) -> Vec<TodayView> {
        let pages = self.book.editions[edition].pages.iter().enumerate();
        let plans = pages.map(|(page, _)| PageId { edition, page });
        plans.filter_map(|id| Some(self.today_of(id, self.plan(id)?, own))).collect()
    }

    fn today_of(&self, id: PageId, plan: PlanView, own: &str) -> TodayView {
        let page = self.book.page(id);
        let href = encode(&relative(own, &output_path(self.book, id)));
        let here = &href;
        let items = self.with_surroundings(id, |surroundings| {
            let lists = checklists(page).flat_map(|list| {
                let roles: Vec<_> = list.roles.iter().map(|role| (surroundings.role)(&role.name).0).collect();
                let roles = roles.join(" ");
                list.items().filter_map(move |item| {
                    Some(TodayItemView {
                        id: item.id.clone(),
                        href: format!("{here}#{}", encode(&item.id)),
                        text: item.text.clone(),
                        due: item.due?.view(surroundings),
                        needs: item.needs(surroundings),
                        roles: roles.clone(),
                    })
                })
            });
            lists.collect()
        });
        TodayView { page: page.key.clone(), title: page.title.clone(), href, plan, items }
    }
}

/// What is done with something that has a pass mark, or none: then nobody passes or fails.
fn kind_of(has_pass_mark: bool) -> NeedKind {
    if has_pass_mark { NeedKind::Pass } else { NeedKind::End }
}

fn checklists(page: &Page) -> impl Iterator<Item = &Checklist> {
    page.document.components().into_iter().filter_map(|component| match component {
        Component::Checklist(checklist) => Some(checklist),
        _ => None,
    })
}
