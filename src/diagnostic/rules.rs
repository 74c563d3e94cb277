//! The closed list of rules. A rule's name says what is wrong; its page in `docs/` says why and how to mend it.

use super::Severity;

/// A rule: its name and how bad its findings are unless the project says otherwise.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    pub name: &'static str,
    pub severity: Severity,
}

macro_rules! rules {
    ($($constant:ident $name:literal $severity:ident,)*) => {
        pub(super) mod names {
            use super::{Rule, Severity};
            $(pub static $constant: Rule = Rule { name: $name, severity: Severity::$severity };)*
        }
        /// Every rule there is, in the order of the pipeline.
        pub static ALL_RULES: &[&Rule] = &[$(&names::$constant,)*];
    };
}

rules! {
    // Reading files.
    UNREADABLE_FILE "unreadable-file" Error,
    NOT_UTF8 "not-utf8" Error,
    NUL_CHARACTER "nul-character" Warning,
    HIDDEN_DIRECTION_CHARACTER "hidden-direction-character" Warning,
    FILE_TOO_LARGE "file-too-large" Error,
    LINK_OUT_OF_PROJECT "link-out-of-project" Warning,
    UNPORTABLE_NAME "unportable-name" Error,
    EMPTY_PROJECT "empty-project" Error,
    // onramp.yaml and front matter.
    INVALID_YAML "invalid-yaml" Error,
    UNCLOSED_FRONT_MATTER "unclosed-front-matter" Error,
    UNKNOWN_KEY "unknown-key" Warning,
    DUPLICATE_KEY "duplicate-key" Error,
    WRONG_TYPE "wrong-type" Error,
    UNCLEAR_VALUE "unclear-value" Warning,
    // Addresses and order.
    ADDRESS_COLLISION "address-collision" Error,
    PAGE_OUTSIDE_EDITIONS "page-outside-editions" Warning,
    SAME_NUMBER "same-number" Warning,
    LANGUAGE_WITHOUT_PAGES "language-without-pages" Error,
    // Markdown.
    LINK_NOT_RECOGNISED "link-not-recognised" Warning,
    HEADING_NOT_RECOGNISED "heading-not-recognised" Warning,
    LIST_NOT_RECOGNISED "list-not-recognised" Warning,
    UNSAFE_LINK "unsafe-link" Error,
    REMOVED_HTML "removed-html" Warning,
    UNKNOWN_CODE_LANGUAGE "unknown-code-language" Warning,
    CODE_TOO_LONG "code-too-long" Warning,
    HEADING_LEVEL_SKIPPED "heading-level-skipped" Warning,
    SECOND_TITLE "second-title" Warning,
    DUPLICATE_ANCHOR "duplicate-anchor" Error,
    EMPTY_PAGE "empty-page" Warning,
    MISSING_FOOTNOTE "missing-footnote" Warning,
    // Components.
    UNKNOWN_COMPONENT "unknown-component" Error,
    UNCLOSED_COMPONENT "unclosed-component" Error,
    STRAY_FENCE "stray-fence" Warning,
    INDENTED_COMPONENT "indented-component" Error,
    UNKNOWN_ATTRIBUTE "unknown-attribute" Warning,
    ATTRIBUTE_WITHOUT_EFFECT "attribute-without-effect" Warning,
    FULL_WIDTH_MARK "full-width-mark" Warning,
    // Conversations.
    SCENARIO_WITHOUT_STEPS "scenario-without-steps" Error,
    CHOICE_WITHOUT_LINK "choice-without-link" Error,
    DETACHED_REMARK "detached-remark" Warning,
    BAD_SCORE "bad-score" Error,
    DUPLICATE_STEP "duplicate-step" Error,
    UNKNOWN_STEP "unknown-step" Error,
    UNREACHABLE_STEP "unreachable-step" Warning,
    NO_ENDING "no-ending" Error,
    LOOP_WITHOUT_EXIT "loop-without-exit" Error,
    PASS_OUT_OF_REACH "pass-out-of-reach" Error,
    // Checklists and plans.
    CHECKLIST_WITHOUT_ITEMS "checklist-without-items" Warning,
    ITEM_WITHOUT_BOX "item-without-box" Warning,
    UNCLEAR_ITEM "unclear-item" Warning,
    BAD_DUE_DAY "bad-due-day" Error,
    DUPLICATE_ITEM_ID "duplicate-item-id" Error,
    UNKNOWN_ROLE "unknown-role" Warning,
    PLAN_WITHOUT_CHECKLIST "plan-without-checklist" Warning,
    // Policies.
    ACKNOWLEDGE_WITHOUT_POLICY "acknowledge-without-policy" Warning,
    // Charts.
    UNKNOWN_CHART "unknown-chart" Error,
    EMPTY_CHART "empty-chart" Error,
    UNCLEAR_CHART_LINE "unclear-chart-line" Error,
    NOT_A_NUMBER "not-a-number" Error,
    NEGATIVE_VALUE "negative-value" Error,
    UNEVEN_CHART_ROWS "uneven-chart-rows" Error,
    DUPLICATE_LABEL "duplicate-label" Warning,
    PERCENTAGES_NOT_100 "percentages-not-100" Warning,
    FUNNEL_WIDENS "funnel-widens" Warning,
    CHART_TOO_LARGE "chart-too-large" Warning,
    CHART_WITHOUT_TITLE "chart-without-title" Warning,
    UNKNOWN_MARK "unknown-mark" Warning,
    SIMILAR_STEPS "similar-steps" Warning,
    ORG_CHART_CIRCLE "org-chart-circle" Error,
    TWO_SUPERIORS "two-superiors" Error,
    // The glossary.
    EMPTY_GLOSSARY "empty-glossary" Warning,
    TERM_WITHOUT_DEFINITION "term-without-definition" Warning,
    DUPLICATE_TERM "duplicate-term" Warning,
    HEADING_IN_GLOSSARY "heading-in-glossary" Warning,
    // Objection cards.
    TOO_FEW_CUSTOMER_SENTENCES "too-few-customer-sentences" Error,
    DUPLICATE_CUSTOMER_SENTENCE "duplicate-customer-sentence" Warning,
    UNKNOWN_CARD_HEADING "unknown-card-heading" Warning,
    MISSING_CARD_PART "missing-card-part" Error,
    TOO_FEW_QUESTIONS "too-few-questions" Error,
    MISSING_RESPONSE_STEP "missing-response-step" Error,
    NEVER_WITHOUT_REASON "never-without-reason" Error,
    UNKNOWN_CARD_VALUE "unknown-card-value" Warning,
    // Quizzes.
    NO_QUESTION "no-question" Error,
    NO_RIGHT_ANSWER "no-right-answer" Error,
    CONFLICTING_MARKS "conflicting-marks" Error,
    OPTION_NOT_RECOGNISED "option-not-recognised" Error,
    LOOSE_MARK "loose-mark" Warning,
    DETACHED_FEEDBACK "detached-feedback" Warning,
    UNREADABLE_BLANK "unreadable-blank" Error,
    TOO_FEW_OPTIONS "too-few-options" Error,
    EMPTY_OPTION "empty-option" Error,
    DUPLICATE_OPTION "duplicate-option" Error,
    ALL_OPTIONS_RIGHT "all-options-right" Warning,
    POSITION_WORDS "position-words" Warning,
    LONGEST_OPTION_RIGHT "longest-option-right" Warning,
    MISSING_EXPLANATION "missing-explanation" Warning,
    DUPLICATE_QUESTION_ID "duplicate-question-id" Error,
    DRAW_BEYOND_BANK "draw-beyond-bank" Warning,
    EXAM_ANSWERS_SHOWN "exam-answers-shown" Warning,
    // What needs the whole book.
    LINK_TO_MISSING_PAGE "link-to-missing-page" Error,
    LINK_TO_MISSING_HEADING "link-to-missing-heading" Error,
    LINK_TO_MISSING_FILE "link-to-missing-file" Error,
    LINK_TO_DRAFT "link-to-draft" Error,
    MISSING_IMAGE "missing-image" Error,
    IMAGE_WITHOUT_DESCRIPTION "image-without-description" Warning,
    EXTERNAL_IMAGE "external-image" Warning,
    UNUSED_IMAGE "unused-image" Warning,
    MISSING_TRANSLATION "missing-translation" Warning,
    REVIEW_OVERDUE "review-overdue" Warning,
    // The search.
    SINGLE_SYNONYM "single-synonym" Warning,
    UNREADABLE_SEARCH_TEST "unreadable-search-test" Error,
    SEARCH_TEST_FAILED "search-test-failed" Error,
    // The theme.
    UNKNOWN_THEME "unknown-theme" Error,
    UNUSED_THEME_FILE "unused-theme-file" Warning,
    TEMPLATE_ERROR "template-error" Error,
    MISSING_STRING "missing-string" Error,
}

impl Rule {
    /// The rule of that name.
    pub fn named(name: &str) -> Option<&'static Rule> {
        ALL_RULES.iter().copied().find(|rule| rule.name == name)
    }
}
