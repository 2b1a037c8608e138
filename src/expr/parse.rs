//! From tokens to a tree, by precedence climbing. Never fails, and every turn of recovery
//! consumes a token.

use super::Problem;
use super::ast::{
    Axis, Bound, Call, Chain, Expr, Kind, NEGATION_LEVEL, Operator, Path, Span, Start, Step,
};
use super::codes;
use super::function::Looks;
use super::functions;
use super::near::nearest;
use super::token::{Token, scan};

/// How deeply parentheses, arguments and predicates may be nested.
const NESTING_MAX: u32 = 200;
/// How deeply levels of operators may be nested, all together.
const LEVELS_MAX: u32 = 600;

/// Parses a text.
pub fn parse_text(text: &str) -> (Expr, Vec<Problem>) {
    parse_inside(text, 0, 0)
}

/// Parses a text that stands so deep inside another expression.
fn parse_inside(text: &str, nesting: u32, levels: u32) -> (Expr, Vec<Problem>) {
    let (tokens, problems) = scan(text);
    let mut parser = Parser { text, tokens, at: 0, nesting, levels, problems };
    let expr = if parser.peek() == Token::End {
        let message = "the expression is empty".to_owned();
        parser.problem(codes::EMPTY, parser.span(), message, None);
        Expr::default()
    } else {
        parser.whole()
    };
    let mut problems = parser.problems;
    problems.sort_by_key(|problem| problem.span.start);
    (expr, problems)
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<(Token, Span)>,
    at: usize,
    nesting: u32,
    levels: u32,
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn peek(&self) -> Token {
        self.tokens[self.at].0
    }

    fn peek_after(&self) -> Token {
        self.tokens.get(self.at + 1).map_or(Token::End, |token| token.0)
    }

    fn span(&self) -> Span {
        self.tokens[self.at].1
    }

    /// The span of the token before.
    fn last_span(&self) -> Span {
        self.tokens[self.at.saturating_sub(1)].1
    }

    fn bump(&mut self) {
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    fn take(&mut self, token: Token) -> bool {
        let found = self.peek() == token;
        if found {
            self.bump();
        }
        found
    }

    fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    fn problem(&mut self, code: &'static str, span: Span, message: String, help: Option<String>) {
        // Whatever is wrong after the parser gave up follows from that.
        if self.problems.last().is_none_or(|last| last.code != codes::TOO_DEEP) {
            self.problems.push(Problem { code, span: span.range(), message, help });
        }
    }

    /// What stands here, for a message.
    fn found(&self) -> String {
        match self.peek() {
            Token::End => "the end".to_owned(),
            _ => format!("`{}`", self.slice(self.span())),
        }
    }

    fn whole(&mut self) -> Expr {
        let expr = self.expression();
        if self.peek() != Token::End && self.peek() != Token::Unknown {
            let found = self.found();
            let (message, help) = match self.peek() {
                Token::Close | Token::CloseBracket => (format!("{found} closes nothing"), None),
                Token::Comma => ("a `,` outside a function".to_owned(), None),
                _ => {
                    let help = self.operator_meant();
                    (format!("an operator was expected before {found}"), help)
                }
            };
            self.problem(codes::UNREADABLE, self.span(), message, help);
        }
        expr
    }

    /// Help for a word that is an operator in other languages.
    fn operator_meant(&self) -> Option<String> {
        let word = self.slice(self.span());
        match word.to_ascii_lowercase().as_str() {
            "and" | "or" | "div" | "mod" => {
                Some(format!("operators are written small: `{}`", word.to_ascii_lowercase()))
            }
            "is" | "equals" | "eq" => Some("write `=`".to_owned()),
            "ne" => Some("write `!=`".to_owned()),
            _ => None,
        }
    }

    /// A whole expression inside something.
    fn expression(&mut self) -> Expr {
        if self.nesting >= NESTING_MAX {
            return self.too_deep();
        }
        self.nesting += 1;
        let expr = self.operators(0);
        self.nesting -= 1;
        expr
    }

    fn too_deep(&mut self) -> Expr {
        let message = "the expression is nested too deeply".to_owned();
        let help = Some("put parts of it into calculations of their own".to_owned());
        self.problem(codes::TOO_DEEP, self.span(), message, help);
        self.at = self.tokens.len() - 1;
        Expr { kind: Kind::Missing, span: self.span() }
    }

    /// Operands and operators whose level is above `above`.
    fn operators(&mut self, above: u8) -> Expr {
        if self.levels >= LEVELS_MAX {
            return self.too_deep();
        }
        self.levels += 1;
        let mut left = self.operand();
        while let Some(operator) = self.operator().filter(|operator| operator.level() > above) {
            let level = operator.level();
            let start = left.span;
            let mut rest = Vec::new();
            while let Some(next) = self.operator().filter(|next| next.level() == level) {
                self.bump();
                rest.push((next, self.operators(level)));
            }
            let span = start.to(self.last_span());
            let kind = Kind::Chain(Box::new(Chain { first: left, rest }));
            left = Expr { kind, span };
        }
        self.levels -= 1;
        left
    }

    /// The operator that stands here, if one does.
    fn operator(&self) -> Option<Operator> {
        match self.peek() {
            Token::Operator(operator) => Some(operator),
            Token::Name => match self.slice(self.span()) {
                "or" => Some(Operator::Or),
                "and" => Some(Operator::And),
                "div" => Some(Operator::Divide),
                "mod" => Some(Operator::Remainder),
                _ => None,
            },
            _ => None,
        }
    }

    fn operand(&mut self) -> Expr {
        let start = self.span();
        let mut negative = 0;
        while self.take(Token::Operator(Operator::Subtract)) {
            negative += 1;
        }
        if negative == 0 {
            return self.value();
        }
        let inner = self.operators(NEGATION_LEVEL);
        let span = start.to(inner.span);
        let mut expr = Expr { kind: Kind::Negation(Box::new(inner)), span };
        if negative % 2 == 0 {
            expr = Expr { kind: Kind::Negation(Box::new(expr)), span };
        }
        expr
    }

    fn value(&mut self) -> Expr {
        let span = self.span();
        match self.peek() {
            Token::Number(number) => {
                self.bump();
                Expr { kind: Kind::Number(number), span }
            }
            Token::Text(inside) => {
                self.bump();
                Expr { kind: Kind::Text(self.slice(inside).to_owned()), span }
            }
            Token::Open => {
                self.bump();
                let mut expr = self.expression();
                self.close(Token::Close, span);
                expr.span = span.to(self.last_span());
                self.continued(expr)
            }
            Token::Name if self.peek_after() == Token::Open && !self.is_node_test() => {
                let call = self.call();
                self.continued(call)
            }
            Token::Reference(name) => self.bound(name, Start::Bound),
            Token::LastSaved(name) => self.bound(name, Start::LastSaved),
            Token::Slash | Token::SlashSlash => {
                let steps = self.steps();
                self.path(span, Start::Root, Vec::new(), steps)
            }
            Token::Name
            | Token::Dot
            | Token::DotDot
            | Token::At
            | Token::Operator(Operator::Multiply) => {
                let mut steps = Vec::new();
                self.step(&mut steps);
                steps.append(&mut self.steps());
                self.path(span, Start::Here, Vec::new(), steps)
            }
            _ => self.missing(),
        }
    }

    /// What stands here is no value.
    fn missing(&mut self) -> Expr {
        let span = self.span();
        if self.peek() != Token::Unknown {
            let message = format!("a value was expected, not {}", self.found());
            self.problem(codes::UNREADABLE, span, message, None);
        }
        if !matches!(
            self.peek(),
            Token::End | Token::Close | Token::CloseBracket | Token::Comma | Token::Operator(_)
        ) {
            self.bump();
        }
        Expr { kind: Kind::Missing, span }
    }

    fn bound(&mut self, name: Span, start: fn(Bound) -> Start) -> Expr {
        let span = self.span();
        let start = start(Bound::unbound(self.slice(name)));
        self.bump();
        let predicates = self.predicates();
        let steps = self.steps();
        self.path(span, start, predicates, steps)
    }

    fn path(&mut self, first: Span, start: Start, predicates: Vec<Expr>, steps: Vec<Step>) -> Expr {
        let span = first.to(self.last_span());
        Expr { kind: Kind::Path(Box::new(Path { start, predicates, steps })), span }
    }

    /// `current()`, `instance('x')` and whatever is followed by a predicate or a step.
    fn continued(&mut self, expr: Expr) -> Expr {
        let goes_on = matches!(self.peek(), Token::Slash | Token::SlashSlash | Token::OpenBracket);
        let start = match &expr.kind {
            Kind::Call(call) => match functions::TABLE.get(call.function).map(|known| known.name) {
                Some("current") => Some(Start::Current),
                Some("instance") => match call.arguments.first().map(|name| &name.kind) {
                    Some(Kind::Text(name)) => Some(Start::Table(name.clone())),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        };
        if !goes_on && start.is_none() {
            return expr;
        }
        let first = expr.span;
        let start = start.unwrap_or(Start::Expression(expr));
        let predicates = self.predicates();
        let steps = self.steps();
        self.path(first, start, predicates, steps)
    }

    /// Whether a name with an opening parenthesis is `node()` or `text()`.
    fn is_node_test(&self) -> bool {
        let closed = self.tokens.get(self.at + 2).is_some_and(|token| token.0 == Token::Close);
        closed && matches!(self.slice(self.span()), "node" | "text")
    }

    fn steps(&mut self) -> Vec<Step> {
        let mut steps = Vec::new();
        while matches!(self.peek(), Token::Slash | Token::SlashSlash) {
            if self.peek() == Token::SlashSlash {
                let message = "`//` (at any depth) is not supported".to_owned();
                let help = Some("name each step, or write `${name}`".to_owned());
                self.problem(codes::UNSUPPORTED, self.span(), message, help);
            }
            self.bump();
            self.step(&mut steps);
        }
        steps
    }

    fn step(&mut self, steps: &mut Vec<Step>) {
        let span = self.span();
        let mut axis = Axis::Child;
        let mut name = None;
        match self.peek() {
            Token::Dot => {
                axis = Axis::Myself;
                self.bump();
            }
            Token::DotDot => {
                axis = Axis::Parent;
                self.bump();
            }
            _ => {
                if self.take(Token::At) {
                    self.unsupported(span, "attributes are not supported");
                } else if self.peek() == Token::Name && self.peek_after() == Token::ColonColon {
                    axis = self.axis();
                }
                match self.node_test() {
                    Some(found) => name = found,
                    None => return,
                }
            }
        }
        let predicates = self.predicates();
        let span = span.to(self.last_span());
        steps.push(Step { axis, name, predicates, span });
    }

    fn unsupported(&mut self, span: Span, what: &str) {
        self.problem(codes::UNSUPPORTED, span, what.to_owned(), None);
    }

    fn axis(&mut self) -> Axis {
        let span = self.span();
        let axis = match self.slice(span) {
            "child" => Axis::Child,
            "parent" => Axis::Parent,
            "self" => Axis::Myself,
            other => {
                let message = format!("the axis `{other}` is not supported");
                let help = Some("there are `child`, `parent` and `self`".to_owned());
                self.problem(codes::UNSUPPORTED, span, message, help);
                Axis::Child
            }
        };
        self.bump();
        self.bump();
        axis
    }

    /// The name a step asks for; `Some(None)` for any, `None` where there is no step.
    fn node_test(&mut self) -> Option<Option<String>> {
        let span = self.span();
        match self.peek() {
            Token::Operator(Operator::Multiply) => {
                self.bump();
                Some(None)
            }
            Token::Name if self.is_node_test() && self.peek_after() == Token::Open => {
                self.bump();
                self.bump();
                self.bump();
                Some(None)
            }
            Token::Name => {
                self.bump();
                Some(Some(self.slice(span).to_owned()))
            }
            Token::Reference(_) => {
                let message = "`${name}` cannot be a step of a path".to_owned();
                let help = Some("write the name alone".to_owned());
                self.problem(codes::BAD_REFERENCE, span, message, help);
                self.bump();
                None
            }
            _ => {
                let message = format!("a name was expected, not {}", self.found());
                self.problem(codes::UNREADABLE, span, message, None);
                None
            }
        }
    }

    fn predicates(&mut self) -> Vec<Expr> {
        let mut predicates = Vec::new();
        while self.peek() == Token::OpenBracket {
            let opening = self.span();
            self.bump();
            predicates.push(self.expression());
            self.close(Token::CloseBracket, opening);
        }
        predicates
    }

    /// Goes past the closing token, skipping what does not belong before it.
    fn close(&mut self, closing: Token, opening: Span) {
        if self.take(closing) {
            return;
        }
        let sign = if closing == Token::Close { ")" } else { "]" };
        let opened = self.slice(opening).to_owned();
        let message = match self.peek() {
            Token::End => format!("`{opened}` is not closed"),
            _ => format!("`{sign}` was expected, not {}", self.found()),
        };
        let span = if self.peek() == Token::End { opening } else { self.span() };
        let help = self.operator_meant();
        self.problem(codes::UNREADABLE, span, message, help);
        while !matches!(self.peek(), Token::End | Token::Close | Token::CloseBracket) {
            self.bump();
        }
        self.take(closing);
    }

    fn call(&mut self) -> Expr {
        let name_span = self.span();
        let name = self.slice(name_span).to_owned();
        self.bump();
        let opening = self.span();
        self.bump();
        let arguments = self.arguments(opening);
        let span = name_span.to(self.last_span());
        let Some(function) = functions::find(&name) else {
            let known = functions::TABLE.iter().map(|function| function.name);
            let help = nearest(&name, known).map(|near| format!("did you mean `{near}`?"));
            let message = format!("there is no function `{name}`");
            self.problem(codes::UNKNOWN_FUNCTION, name_span, message, help);
            return Expr { kind: Kind::Unknown(name, arguments), span };
        };
        let known = &functions::TABLE[function];
        if !known.takes(arguments.len()) {
            let given = arguments.len();
            let message = format!("`{name}` cannot be given {given} argument{}", plural(given));
            let help = Some(format!("it is `{}`", known.signature));
            self.problem(codes::ARITY, name_span, message, help);
        }
        let mut call = Call {
            function,
            arguments,
            name: name_span,
            fickle: known.looks == Looks::Clock,
            pattern: Default::default(),
        };
        if name == "jr:choice-name" || name == "choice-label" {
            self.unquote(&mut call);
        }
        Expr { kind: Kind::Call(Box::new(call)), span }
    }

    /// The question of `jr:choice-name` is a path in quotes.
    fn unquote(&mut self, call: &mut Call) {
        let position = if self.slice(call.name) == "jr:choice-name" { 1 } else { 0 };
        let Some(argument) = call.arguments.get_mut(position) else { return };
        let Kind::Text(text) = &argument.kind else { return };
        let (mut inner, mut problems) = parse_inside(text, self.nesting, self.levels);
        inner.span = argument.span;
        for problem in &mut problems {
            problem.span = argument.span.range();
        }
        *argument = inner;
        self.problems.append(&mut problems);
    }

    fn arguments(&mut self, opening: Span) -> Vec<Expr> {
        let mut arguments = Vec::new();
        if self.take(Token::Close) {
            return arguments;
        }
        loop {
            arguments.push(self.expression());
            if !self.take(Token::Comma) {
                self.close(Token::Close, opening);
                return arguments;
            }
        }
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::parse_text;

    fn codes(text: &str) -> Vec<(&'static str, std::ops::Range<usize>)> {
        let (_, problems) = parse_text(text);
        problems.into_iter().map(|problem| (problem.code, problem.span)).collect()
    }

    #[test]
    fn reads_what_authors_write() {
        for text in [
            "1 + 2 * -3 div 4 mod 5",
            "${a} = 'x' and not(${b} >= 3) or ../c != ''",
            ". > 0 and .<=100",
            "if(selected(${q}, 'a'), 1, 0)",
            "instance('list')/root/item[region = current()/../region][2]/label",
            "jr:choice-name(${q}, '${q}')",
            "${roster}[position() = 2]/age | /data/x",
            "count(parent::node()/child::*) - 1",
            "‘yes’ = “yes”",
            "a-b - c",
            "${last-saved#x}",
        ] {
            assert_eq!(codes(text), [], "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, code, span) in [
            ("", "E0310", 0..0),
            ("1 +", "E0301", 3..3),
            ("(1", "E0301", 0..1),
            ("1)", "E0301", 1..2),
            ("'a", "E0302", 0..2),
            ("a == b", "E0301", 2..4),
            ("a AND b", "E0301", 2..5),
            ("selcted(a, b)", "E0305", 0..7),
            ("selected(a)", "E0306", 0..8),
            ("${a b}", "E0311", 0..6),
            ("${a = 1", "E0311", 0..7),
            ("//a", "E0309", 0..2),
            ("ancestor::a", "E0309", 0..8),
            ("a # b", "E0301", 2..3),
        ] {
            assert_eq!(codes(text).first(), Some(&(code, span)), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_a_problem_and_no_crash() {
        for part in ["(", "-(", "not(", "a[", "1 or 1 and 1 = 1 < 1 + 1 * -("] {
            assert!(codes(&part.repeat(5000)).iter().any(|found| found.0 == "E0307"), "{part}");
        }
        assert_eq!(codes(&format!("1{}", " or 1".repeat(20_000))), []);
    }
}
