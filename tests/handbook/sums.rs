//! Sums as people write them: `2000 × 25% = 500 万元`, `(4200 + 4800) ÷ 2 = 4,500`.

/// An equation found in a text.
pub struct Sum {
    pub text: String,
    left: f64,
    right: f64,
    /// Half of the last digit that is written of the result.
    precision: f64,
}

impl Sum {
    /// Whether both sides are the same, as far as the digits go. A unit that is left out on one side (万, %) is a power of ten.
    pub fn comes_out(&self) -> bool {
        let scales = [1.0, 100.0, 1e4, 1e8, 1e3, 1e6, 0.01, 1e-4, 1e-8, 1e-3, 1e-6];
        scales.iter().any(|scale| (self.left * scale - self.right).abs() <= self.precision * 1.02 + 1e-9)
    }
}

/// All equations of a text whose left side is a calculation.
pub fn find(text: &str) -> Vec<Sum> {
    let mut sums = Vec::new();
    for line in text.lines() {
        let tokens = tokens(line);
        for at in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Equals).map(|(at, _)| at) {
            let Some((right, precision)) = tokens.get(at + 1).and_then(|token| token.number()) else { continue };
            // A further operator belongs to the right side, and the result stands behind the next sign.
            if matches!(tokens.get(at + 2), Some(Token { kind: Kind::Operator(_), .. })) {
                continue;
            }
            let start = tokens[..at].iter().rposition(|token| !token.is_calculation()).map_or(0, |before| before + 1);
            let left = &tokens[start..at];
            if left.iter().any(|token| matches!(token.kind, Kind::Operator(_)))
                && let Some(value) = value(left)
            {
                let text = line[tokens[start].start..tokens[at + 1].end].to_owned();
                sums.push(Sum { text, left: value, right, precision });
            }
        }
    }
    sums
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A value and half of its last digit.
    Number(f64, f64),
    Operator(char),
    Open,
    Close,
    Equals,
    Word,
}

struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

impl Token {
    fn number(&self) -> Option<(f64, f64)> {
        if let Kind::Number(value, precision) = self.kind { Some((value, precision)) } else { None }
    }

    fn is_calculation(&self) -> bool {
        !matches!(self.kind, Kind::Word | Kind::Equals)
    }
}

/// Units are not words: they may stand behind any number of a calculation.
const UNITS: [&str; 30] = [
    "万元", "亿元", "元", "万", "家", "次", "天", "个月", "月", "个", "人", "分", "年", "小时", "件", "张", "million",
    "months", "days", "RMB", "yuan", "users", "calls", "visits", "per", "hours", "people", "a", "¥", "k",
];

fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let start = at;
        let operand_before = matches!(tokens.last(), Some(Token { kind: Kind::Number(..) | Kind::Close, .. }));
        let kind = match c {
            '0'..='9' => {
                let digits = line[at..]
                    .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
                    .unwrap_or(line.len() - at);
                let written = line[at..at + digits].trim_end_matches(['.', ',']);
                at += written.len();
                let plain = written.replace(',', "");
                let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                let mut value: f64 = plain.parse().unwrap_or(f64::NAN);
                let mut precision = 0.5 / 10f64.powi(decimals as i32);
                if line[at..].starts_with('%') {
                    at += 1;
                    (value, precision) = (value / 100.0, precision / 100.0);
                }
                tokens.push(Token { kind: Kind::Number(value, precision), start, end: at });
                continue;
            }
            ' ' | '*' | '`' | '$' => {
                at += c.len_utf8();
                continue;
            }
            '×' | '÷' | '+' | '−' => Kind::Operator(c),
            '-' | '–' if operand_before && line[..at].ends_with(' ') => Kind::Operator('−'),
            '(' | '（' => Kind::Open,
            ')' | '）' => Kind::Close,
            '=' | '≈' | '＝' => Kind::Equals,
            _ => {
                if let Some(unit) = UNITS.iter().find(|unit| line[at..].starts_with(**unit)).filter(|_| operand_before)
                {
                    at += unit.len();
                    continue;
                }
                Kind::Word
            }
        };
        at += c.len_utf8();
        tokens.push(Token { kind, start, end: at });
    }
    tokens
}

/// The value of a calculation; `None` when it is none.
fn value(tokens: &[Token]) -> Option<f64> {
    let mut at = 0;
    let value = sum(tokens, &mut at)?;
    (at == tokens.len()).then_some(value)
}

fn sum(tokens: &[Token], at: &mut usize) -> Option<f64> {
    let mut value = product(tokens, at)?;
    while let Some(Kind::Operator(sign @ ('+' | '−'))) = tokens.get(*at).map(|token| token.kind) {
        *at += 1;
        let next = product(tokens, at)?;
        value += if sign == '+' { next } else { -next };
    }
    Some(value)
}

fn product(tokens: &[Token], at: &mut usize) -> Option<f64> {
    let mut value = operand(tokens, at)?;
    while let Some(Kind::Operator(sign @ ('×' | '÷'))) = tokens.get(*at).map(|token| token.kind) {
        *at += 1;
        let next = operand(tokens, at)?;
        value = if sign == '×' { value * next } else { value / next };
    }
    Some(value)
}

fn operand(tokens: &[Token], at: &mut usize) -> Option<f64> {
    let token = tokens.get(*at)?;
    *at += 1;
    match token.kind {
        Kind::Number(value, _) => Some(value),
        Kind::Open => {
            let value = sum(tokens, at)?;
            let closed = tokens.get(*at)?.kind == Kind::Close;
            *at += 1;
            closed.then_some(value)
        }
        _ => None,
    }
}
