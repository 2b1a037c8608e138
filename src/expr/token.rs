//! From text to tokens. Never fails: what cannot be read becomes a problem and, where the meaning
//! is plain (`==`, `&&`, quotes from a word processor), the token that was meant.

use std::iter::Peekable;
use std::str::CharIndices;

use super::Problem;
use super::ast::{Operator, Span};
use super::codes;

/// A token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token {
    /// A number.
    Number(f64),
    /// Text in quotes; the span is of what is between them.
    Text(Span),
    /// A name: of a step, a function, an axis; `and`, `or`, `div`, `mod` too.
    Name,
    /// `${name}`; the span is of the name.
    Reference(Span),
    /// `${last-saved#name}`; the span is of the name.
    LastSaved(Span),
    /// An operator that is no word; `*` is one also where it means any name.
    Operator(Operator),
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// `[`.
    OpenBracket,
    /// `]`.
    CloseBracket,
    /// `,`.
    Comma,
    /// `.`.
    Dot,
    /// `..`.
    DotDot,
    /// `/`.
    Slash,
    /// `//`.
    SlashSlash,
    /// `@`.
    At,
    /// `::`.
    ColonColon,
    /// A character that means nothing; it has a problem of its own.
    Unknown,
    /// The end of the text.
    End,
}

/// Reads all tokens of a text, with where each stands. The last is [`Token::End`].
pub fn scan(text: &str) -> (Vec<(Token, Span)>, Vec<Problem>) {
    let mut scanner =
        Scanner { text, chars: text.char_indices().peekable(), tokens: vec![], problems: vec![] };
    while let Some((at, char)) = scanner.chars.next() {
        scanner.token(at, char);
    }
    scanner.tokens.push((Token::End, Span::new(text.len(), text.len())));
    (scanner.tokens, scanner.problems)
}

struct Scanner<'t> {
    text: &'t str,
    chars: Peekable<CharIndices<'t>>,
    tokens: Vec<(Token, Span)>,
    problems: Vec<Problem>,
}

impl Scanner<'_> {
    fn token(&mut self, at: usize, char: char) {
        let token = match char {
            char if char.is_whitespace() || char == '\u{feff}' || char == '\u{200b}' => return,
            '\'' | '"' | '‘' | '’' | '“' | '”' => return self.quoted(at, char),
            '$' if self.peek() == Some('{') => return self.reference(at),
            '0'..='9' => return self.number(at),
            '.' if self.peek().is_some_and(|next| next.is_ascii_digit()) => {
                return self.number(at);
            }
            '.' if self.take('.') => Token::DotDot,
            '.' => Token::Dot,
            '(' => Token::Open,
            ')' => Token::Close,
            '[' => Token::OpenBracket,
            ']' => Token::CloseBracket,
            ',' => Token::Comma,
            '@' => Token::At,
            '/' if self.take('/') => Token::SlashSlash,
            '/' => Token::Slash,
            ':' if self.take(':') => Token::ColonColon,
            '+' => Token::Operator(Operator::Add),
            '-' => Token::Operator(Operator::Subtract),
            '*' => Token::Operator(Operator::Multiply),
            '=' if self.take('=') => self.meant(at, Operator::Equal),
            '=' => Token::Operator(Operator::Equal),
            '!' if self.take('=') => Token::Operator(Operator::NotEqual),
            '<' if self.take('=') => Token::Operator(Operator::LessOrEqual),
            '<' if self.take('>') => self.meant(at, Operator::NotEqual),
            '<' => Token::Operator(Operator::Less),
            '>' if self.take('=') => Token::Operator(Operator::GreaterOrEqual),
            '>' => Token::Operator(Operator::Greater),
            '|' if self.take('|') => self.meant(at, Operator::Or),
            '|' => Token::Operator(Operator::Union),
            '&' if self.take('&') => self.meant(at, Operator::And),
            '≠' => self.meant(at, Operator::NotEqual),
            '≤' => self.meant(at, Operator::LessOrEqual),
            '≥' => self.meant(at, Operator::GreaterOrEqual),
            '–' | '—' | '−' => self.meant(at, Operator::Subtract),
            '×' => self.meant(at, Operator::Multiply),
            '÷' => self.meant(at, Operator::Divide),
            char if is_name_start(char) => return self.name(at),
            char => self.unknown(at, char),
        };
        let end = self.here();
        self.tokens.push((token, Span::new(at, end)));
    }

    /// The byte position of the next character.
    fn here(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |&(at, _)| at)
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|&(_, char)| char)
    }

    fn take(&mut self, wanted: char) -> bool {
        self.chars.next_if(|&(_, char)| char == wanted).is_some()
    }

    fn problem(&mut self, code: &'static str, span: Span, message: String, help: Option<String>) {
        self.problems.push(Problem { code, span: span.range(), message, help });
    }

    /// An operator that is written otherwise in this language.
    fn meant(&mut self, at: usize, operator: Operator) -> Token {
        let end = self.here();
        let (written, wanted) = (&self.text[at..end], operator.text());
        let message = format!("`{written}` is not an operator");
        let help = Some(format!("write `{wanted}`"));
        self.problem(codes::UNREADABLE, Span::new(at, end), message, help);
        Token::Operator(operator)
    }

    fn unknown(&mut self, at: usize, char: char) -> Token {
        let help = match char {
            '$' | '{' | '}' | '#' => Some("a reference is written `${name}`".to_owned()),
            '&' => Some("write `and`, or join text with `concat(a, b)`".to_owned()),
            '!' => Some("write `not(...)` or `!=`".to_owned()),
            ';' => Some("arguments are separated by `,`".to_owned()),
            '%' => Some("the remainder is written `mod`".to_owned()),
            _ => None,
        };
        let end = self.here();
        let message = format!("`{}` has no meaning here", char.escape_debug());
        self.problem(codes::UNREADABLE, Span::new(at, end), message, help);
        Token::Unknown
    }

    /// Text in quotes. Quotes of a word processor close with any quote of their kind.
    fn quoted(&mut self, at: usize, opening: char) {
        let inside = self.here();
        let closes = |char: char| match opening {
            '\'' | '"' => char == opening,
            '‘' | '’' => matches!(char, '\'' | '‘' | '’'),
            _ => matches!(char, '"' | '“' | '”'),
        };
        while let Some((end, char)) = self.chars.next() {
            if closes(char) {
                let after = self.here();
                self.tokens.push((Token::Text(Span::new(inside, end)), Span::new(at, after)));
                return;
            }
        }
        let end = self.text.len();
        let message = "the text in quotes does not end".to_owned();
        let help = Some(format!("close it with `{opening}`"));
        self.problem(codes::UNCLOSED_TEXT, Span::new(at, end), message, help);
        self.tokens.push((Token::Text(Span::new(inside, end)), Span::new(at, end)));
    }

    fn reference(&mut self, at: usize) {
        self.chars.next();
        let inside = self.here();
        let closed = loop {
            match self.peek() {
                Some('}') => break true,
                Some('$' | '\'' | '"' | '(' | ')' | '\n') | None => break false,
                Some(_) => self.chars.next(),
            };
        };
        let end = self.here();
        let raw = &self.text[inside..end];
        if closed {
            self.chars.next();
        }
        let start = inside + (raw.len() - raw.trim_start().len());
        let name = raw.trim();
        let span = Span::new(start, start + name.len());
        let whole = Span::new(at, self.here());
        let (name, token) = match name.strip_prefix("last-saved#") {
            Some(rest) => (rest, Token::LastSaved(Span::new(span.end - rest.len(), span.end))),
            None => (name, Token::Reference(span)),
        };
        let well_formed = name.chars().next().is_some_and(is_name_start)
            && name.chars().all(|char| is_name_part(char) || char == ':');
        if !closed || !well_formed {
            let message = format!("`{}` is not a reference", &self.text[at..whole.end]);
            let help = Some("a reference is written `${name}`".to_owned());
            self.problem(codes::BAD_REFERENCE, whole, message, help);
            return self.tokens.push((Token::Unknown, whole));
        }
        self.tokens.push((token, whole));
    }

    fn number(&mut self, at: usize) {
        let mut point = self.text[at..].starts_with('.');
        while let Some(next) = self.peek() {
            if next == '.' && !point {
                point = true;
            } else if !next.is_ascii_digit() {
                break;
            }
            self.chars.next();
        }
        let end = self.here();
        let value = self.text[at..end].parse().unwrap_or(f64::NAN);
        self.tokens.push((Token::Number(value), Span::new(at, end)));
    }

    fn name(&mut self, at: usize) {
        let mut colon = false;
        while let Some((next_at, next)) = self.chars.peek().copied() {
            if next == ':' && !colon {
                let after = self.text[next_at + 1..].chars().next();
                if !after.is_some_and(is_name_start) {
                    break;
                }
                colon = true;
            } else if !is_name_part(next) {
                break;
            }
            self.chars.next();
        }
        let end = self.here();
        self.tokens.push((Token::Name, Span::new(at, end)));
    }
}

fn is_name_start(char: char) -> bool {
    char.is_alphabetic() || char == '_'
}

/// Names may hold any letter of any script with its marks, digits, `_`, `-` and `.`.
fn is_name_part(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.');
    }
    !char.is_whitespace()
        && !char.is_control()
        && !matches!(char, '‘' | '’' | '“' | '”' | '≠' | '≤' | '≥' | '–' | '—' | '−' | '×' | '÷')
        && !matches!(char, '\u{feff}' | '\u{200b}' | '«' | '»' | '…')
}
