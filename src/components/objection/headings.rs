//! The headings of a card: which part or step each one names, in either language and in several wordings.

use unicode_normalization::UnicodeNormalization;

/// The parts of a card, in the order of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Concern,
    Ask,
    Respond,
    Proof,
    Never,
    Next,
}

/// The steps of a response, LAER by the letters of their English names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResponseStep {
    Listen,
    Acknowledge,
    Explore,
    Respond,
}

/// Each part's wordings as [`normal`] leaves them. The first Chinese and the first English one are the standard.
const PARTS: [(Part, Names); 6] = [
    (
        Part::Concern,
        Names {
            zh: "背后的顾虑",
            en: "What is behind it",
            others: &[
                "背后",
                "背后的原因",
                "背后的担心",
                "背后的担忧",
                "背后的意思",
                "背后是什么",
                "顾虑",
                "真正的顾虑",
                "他在担心",
                "客户在担心",
                "客户的顾虑",
                "what's behind it",
                "what lies behind it",
                "behind it",
                "the concern",
                "the real concern",
                "the concern behind it",
                "concern",
                "their concern",
            ],
        },
    ),
    (
        Part::Ask,
        Names {
            zh: "先问",
            en: "Ask first",
            others: &[
                "先问一句",
                "先问什么",
                "先问清楚",
                "先问几句",
                "先问问题",
                "要问的问题",
                "先提问",
                "ask",
                "first ask",
                "what to ask",
                "what to ask first",
                "questions to ask",
                "questions to ask first",
                "ask these first",
            ],
        },
    ),
    (
        Part::Respond,
        Names {
            zh: "回应",
            en: "Respond",
            others: &[
                "回应步骤",
                "回应四步",
                "四步回应",
                "怎么回应",
                "如何回应",
                "这样回应",
                "再回应",
                "再答",
                "怎么答",
                "应对",
                "怎么应对",
                "response",
                "the response",
                "how to respond",
                "responding",
                "then respond",
                "answer",
                "how to answer",
                "reply",
            ],
        },
    ),
    (
        Part::Proof,
        Names {
            zh: "证据",
            en: "Proof",
            others: &[
                "证据材料",
                "拿出证据",
                "拿出来",
                "拿什么证明",
                "证明",
                "用什么证明",
                "evidence",
                "prove",
                "prove it",
                "the proof",
                "show",
                "show them",
                "what to show",
            ],
        },
    ),
    (
        Part::Never,
        Names {
            zh: "绝不要说",
            en: "Never say",
            others: &[
                "别说",
                "千万别说",
                "不要说",
                "不能说",
                "绝不说",
                "绝不能说",
                "绝对不要说",
                "别说别做",
                "绝不要说和做",
                "绝不要说或做",
                "never",
                "never say this",
                "never say or do",
                "what never to say",
                "don't say",
                "do not say",
                "don't say or do",
            ],
        },
    ),
    (
        Part::Next,
        Names {
            zh: "下一步",
            en: "Next step",
            others: &[
                "下一步行动",
                "下一步做什么",
                "接下来",
                "next steps",
                "next",
                "the next step",
                "what next",
                "what comes next",
            ],
        },
    ),
];

const STEPS: [(ResponseStep, Names); 4] = [
    (
        ResponseStep::Listen,
        Names {
            zh: "倾听", en: "Listen", others: &["听", "先听", "聆听", "听完", "listening", "listen first"]
        },
    ),
    (
        ResponseStep::Acknowledge,
        Names {
            zh: "认同",
            en: "Acknowledge",
            others: &[
                "先认同",
                "共情",
                "理解",
                "表示理解",
                "acknowledgement",
                "acknowledging",
                "empathise",
                "empathize",
            ],
        },
    ),
    (
        ResponseStep::Explore,
        Names {
            zh: "探询", en: "Explore", others: &["探寻", "追问", "澄清", "提问", "exploring", "clarify", "probe"]
        },
    ),
    (
        ResponseStep::Respond,
        Names {
            zh: "回应",
            en: "Respond",
            others: &["再回应", "回答", "答复", "给出回应", "response", "responding", "answer", "reply"],
        },
    ),
];

/// What a heading may be called.
struct Names {
    zh: &'static str,
    en: &'static str,
    others: &'static [&'static str],
}

impl Names {
    fn all(&self) -> impl Iterator<Item = &'static str> {
        [self.zh, self.en].into_iter().chain(self.others.iter().copied())
    }

    fn is_meant(&self, heading: &str) -> bool {
        let heading = normal(heading);
        self.all().any(|name| name.eq_ignore_ascii_case(&heading))
    }

    /// Every wording with the standard one of its language.
    fn wordings(&self) -> impl Iterator<Item = (&'static str, &'static str)> + Clone + use<> {
        let (zh, en) = (self.zh, self.en);
        let standard = move |name: &'static str| if name.is_ascii() { en } else { zh };
        [zh, en].into_iter().chain(self.others.iter().copied()).map(move |name| (name, standard(name)))
    }
}

impl Part {
    pub const ALL: [Part; 6] = [Part::Concern, Part::Ask, Part::Respond, Part::Proof, Part::Never, Part::Next];

    /// The standard headings, for messages.
    pub const STANDARD: (&'static str, &'static str) = (
        "背后的顾虑、先问、回应、证据、绝不要说、下一步",
        "What is behind it, Ask first, Respond, Proof, Never say, Next step",
    );

    /// The part that a heading names.
    pub fn of(heading: &str) -> Option<Part> {
        PARTS.iter().find(|(_, names)| names.is_meant(heading)).map(|(part, _)| *part)
    }

    /// The standard heading in Chinese and in English.
    pub fn names(self) -> (&'static str, &'static str) {
        PARTS.iter().find(|(part, _)| *part == self).map_or(("", ""), |(_, names)| (names.zh, names.en))
    }

    /// The part's name in templates and classes.
    pub fn key(self) -> &'static str {
        match self {
            Part::Concern => "concern",
            Part::Ask => "ask",
            Part::Respond => "respond",
            Part::Proof => "proof",
            Part::Never => "never",
            Part::Next => "next",
        }
    }

    pub(super) fn wordings() -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
        PARTS.iter().flat_map(|(_, names)| names.wordings())
    }
}

impl ResponseStep {
    pub const ALL: [ResponseStep; 4] =
        [ResponseStep::Listen, ResponseStep::Acknowledge, ResponseStep::Explore, ResponseStep::Respond];

    /// The standard headings, for messages.
    pub const STANDARD: (&'static str, &'static str) =
        ("倾听、认同、探询、回应", "Listen, Acknowledge, Explore, Respond");

    /// The step that a heading names.
    pub fn of(heading: &str) -> Option<ResponseStep> {
        STEPS.iter().find(|(_, names)| names.is_meant(heading)).map(|(step, _)| *step)
    }

    /// The standard heading in Chinese and in English.
    pub fn names(self) -> (&'static str, &'static str) {
        STEPS.iter().find(|(step, _)| *step == self).map_or(("", ""), |(_, names)| (names.zh, names.en))
    }

    /// The step's name in templates and classes.
    pub fn key(self) -> &'static str {
        match self {
            ResponseStep::Listen => "listen",
            ResponseStep::Acknowledge => "acknowledge",
            ResponseStep::Explore => "explore",
            ResponseStep::Respond => "respond",
        }
    }

    pub(super) fn wordings() -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
        STEPS.iter().flat_map(|(_, names)| names.wordings())
    }
}

/// A heading without what does not matter: numbers and letters before it (`2. `, `一、`, `L `), brackets and punctuation after it,
/// doubled blanks.
pub(super) fn normal(heading: &str) -> String {
    let plain: String = heading.nfkc().collect();
    let plain = plain.replace('’', "'");
    let mut text = plain.trim();
    if let Some(open) = text.rfind('(')
        && open > 0
        && text.ends_with([')'])
    {
        text = text[..open].trim_end();
    }
    text = text.trim_end_matches(|c: char| {
        matches!(c, ':' | '.' | '。' | '?' | '!' | '、' | ',' | ';' | '…') || c.is_whitespace()
    });
    text = without_number(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_number(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十LAER".contains(c) || matches!(c, '(' | ')');
    let rest = text.trim_start_matches(is_number);
    // “一、先问” and `L Listen`, but neither “三思” nor “Listen” itself.
    let separated = rest.trim_start_matches(|c: char| matches!(c, '.' | '、' | ':' | '-' | '–') || c.is_whitespace());
    let is_marked =
        rest.len() < text.len() && (separated.len() < rest.len() || text[..text.len() - rest.len()].ends_with(')'));
    if is_marked && !separated.is_empty() { separated } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_is_its_own_normal_form_and_names_one_part() {
        for (part, names) in &PARTS {
            for name in names.all() {
                assert_eq!(normal(name), name);
                assert_eq!(Part::of(name), Some(*part), "{name}");
            }
        }
        for (step, names) in &STEPS {
            for name in names.all() {
                assert_eq!(normal(name), name);
                assert_eq!(ResponseStep::of(name), Some(*step), "{name}");
            }
        }
    }

    #[test]
    fn numbers_and_punctuation_do_not_matter() {
        for heading in ["先问：", "2. 先问", "二、先问", "（二）先问", "先问（至少两句）", " 先问 。", "2）先问"]
        {
            assert_eq!(Part::of(heading), Some(Part::Ask), "{heading}");
        }
        assert_eq!(Part::of("What’s behind it?"), Some(Part::Concern));
        assert_eq!(Part::of("NEVER SAY"), Some(Part::Never));
        assert_eq!(ResponseStep::of("L 倾听"), Some(ResponseStep::Listen));
        assert_eq!(ResponseStep::of("A. Acknowledge"), Some(ResponseStep::Acknowledge));
        assert_eq!(ResponseStep::of("③ 探询"), Some(ResponseStep::Explore));
        assert_eq!(ResponseStep::of("Respond (R)"), Some(ResponseStep::Respond));
        assert_eq!(Part::of("价格"), None);
    }
}
