//! What a function of the expression language is, and the call of one as its code sees it.

use std::borrow::Cow;

use super::Defect;
use super::ast;
use super::evaluation::{Context, Evaluation, TEXT_MAX};
use super::temporal::Temporal;
use super::val::{Item, Nodes, Val};

/// The code of a function.
pub type Run = for<'c, 's> fn(&Call<'c, 's>) -> Result<Val<'s>, Defect>;

/// What a function yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yields {
    /// Text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A date, perhaps with time.
    Date,
    /// Nodes.
    Nodes,
    /// What one of its arguments is.
    Any,
}

/// What a function looks at beside its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// At nothing: the same arguments give the same result.
    Nowhere,
    /// At the clock or at chance.
    Clock,
    /// At the interview.
    Interview,
}

/// A function of the expression language.
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// How it is written, with `?` after what may be left out and `...` for more of the same.
    pub signature: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// How many arguments it takes at least.
    pub fewest: usize,
    /// How many arguments it takes at most; `usize::MAX` for any number.
    pub most: usize,
    /// What it yields.
    pub yields: Yields,
    /// What it looks at beside its arguments.
    pub looks: Looks,
    /// Which tools know it, if not all do.
    pub only: Option<&'static str>,
    /// Its code.
    pub run: Run,
}

impl Function {
    /// A function that every ODK tool knows and that looks only at its arguments.
    pub const fn new(
        signature: &'static str,
        (fewest, most): (usize, usize),
        yields: Yields,
        run: Run,
        about: &'static str,
    ) -> Function {
        let name = name_of(signature);
        let (looks, only) = (Looks::Nowhere, None);
        Function { name, signature, about, fewest, most, yields, looks, only, run }
    }

    /// The same, looking at the clock or at chance.
    pub const fn clock(self) -> Function {
        Function { looks: Looks::Clock, ..self }
    }

    /// The same, looking at the interview.
    pub const fn interview(self) -> Function {
        Function { looks: Looks::Interview, ..self }
    }

    /// The same, known to some tools only.
    pub const fn only(self, tools: &'static str) -> Function {
        Function { only: Some(tools), ..self }
    }

    /// Whether it can be given so many arguments.
    pub fn takes(&self, count: usize) -> bool {
        let in_pairs = match self.name {
            "weighted-checklist" => count.is_multiple_of(2),
            "indexed-repeat" => count % 2 == 1,
            _ => true,
        };
        (self.fewest..=self.most).contains(&count) && in_pairs
    }
}

/// What stands before the parenthesis.
const fn name_of(signature: &'static str) -> &'static str {
    let mut length = 0;
    while length < signature.len() && signature.as_bytes()[length] != b'(' {
        length += 1;
    }
    signature.split_at(length).0
}

/// A call as the code of its function sees it. Arguments are evaluated when they are asked for.
pub struct Call<'c, 's> {
    /// The evaluation it is part of.
    pub evaluation: &'c Evaluation<'s>,
    /// The call as it was written.
    pub syntax: &'s ast::Call,
    /// What is looked at.
    pub context: Context<'s>,
}

impl<'s> Call<'_, 's> {
    /// How many arguments there are.
    pub fn count(&self) -> usize {
        self.syntax.arguments.len()
    }

    /// The argument as it was written.
    pub fn written(&self, at: usize) -> Option<&'s ast::Expr> {
        self.syntax.arguments.get(at)
    }

    /// An argument; blank where there is none.
    pub fn val(&self, at: usize) -> Result<Val<'s>, Defect> {
        match self.written(at) {
            Some(expr) => self.evaluation.evaluate(expr, self.context),
            None => Ok(Val::BLANK),
        }
    }

    /// An argument that is one value.
    pub fn scalar(&self, at: usize) -> Result<Val<'s>, Defect> {
        Ok(self.evaluation.scalar(self.val(at)?))
    }

    /// An argument as text.
    pub fn text(&self, at: usize) -> Result<Cow<'s, str>, Defect> {
        Ok(self.evaluation.text(self.val(at)?))
    }

    /// An argument as a number.
    pub fn number(&self, at: usize) -> Result<f64, Defect> {
        Ok(self.evaluation.number(self.val(at)?))
    }

    /// An argument as a whole number, cut towards zero; `None` where it is no number.
    pub fn whole(&self, at: usize) -> Result<Option<i64>, Defect> {
        let number = self.number(at)?;
        Ok((!number.is_nan()).then_some(number as i64))
    }

    /// An argument as truth.
    pub fn boolean(&self, at: usize) -> Result<bool, Defect> {
        Ok(self.evaluation.boolean(self.val(at)?))
    }

    /// An argument as date or time.
    pub fn temporal(&self, at: usize) -> Result<Option<Temporal>, Defect> {
        Ok(self.evaluation.temporal(self.val(at)?))
    }

    /// An argument that must be nodes.
    pub fn nodes(&self, at: usize) -> Result<Nodes<'s>, Defect> {
        match self.val(at)? {
            Val::Nodes(nodes) => Ok(nodes),
            _ => Err(Defect::new("a function needs nodes, such as `${name}`, and got a value")),
        }
    }

    /// The values of all arguments from one on, nodes one by one.
    pub fn values(&self, from: usize) -> Result<Vec<Val<'s>>, Defect> {
        let mut values = Vec::new();
        for at in from..self.count() {
            values.append(&mut self.evaluation.each(self.val(at)?)?);
        }
        Ok(values)
    }

    /// The numbers of all arguments from one on that are numbers.
    pub fn numbers(&self, from: usize) -> Result<Vec<f64>, Defect> {
        let values = self.values(from)?;
        let numbers = values.into_iter().map(|value| self.evaluation.number(value));
        Ok(numbers.filter(|number| !number.is_nan()).collect())
    }

    /// An argument as it is for another node that is looked at.
    pub fn val_for(&self, at: usize, item: Item<'s>) -> Result<Val<'s>, Defect> {
        let context = Context { item, position: 1, size: 1 };
        match self.written(at) {
            Some(expr) => self.evaluation.evaluate(expr, context),
            None => Ok(Val::BLANK),
        }
    }
}

/// Text that a function made, unless it became too long.
pub fn made(text: String) -> Result<Val<'static>, Defect> {
    if text.len() > TEXT_MAX {
        return Err(Defect::new("a text became longer than a million characters"));
    }
    Ok(Val::text(text))
}
