//! From a plan and a sample to findings. Every name that the plan gets wrong is told in one run.

use std::collections::BTreeMap;

use super::findings::{Findings, Table};
use super::number::{decimal, percent};
use super::plan::{Content, DesignPlan, Plan, TablePlan};
use super::sample::{Entry, Kind, Sample, Variable};
use super::tables::{Chosen, Setting};
use super::words::{Words, fill, words};
use crate::compile::sheet::{Cell, Mark};
use crate::compile::source::Source;
use crate::compile::{error, nearest};
use crate::diagnostic::Diagnostic;
use crate::stats::design::{Calibration, Design, Stage};
use crate::stats::interval::Method;
use crate::stats::weight::{self, Misfit, Totals};

/// A name that the questionnaire does not have.
const UNKNOWN_NAME: &str = "E2004";
/// A question of a kind that the table cannot show.
const WRONG_KIND: &str = "E2005";
/// Weights that cannot be made.
const NO_WEIGHTS: &str = "E2006";

/// How closely the margins are met, and in how many rounds at most.
const RAKING_TOLERANCE: f64 = 1e-10;
const RAKING_ROUNDS: usize = 1000;

/// Builds the findings. `source` is the plan as it was written, for the places of what is wrong
/// with it; `about` is a line on the questionnaire.
pub fn build(
    source: &Source,
    plan: &Plan,
    sample: &Sample,
    language: &str,
    about: &str,
) -> Result<Findings, Vec<Diagnostic>> {
    let words = words(language);
    let mut builder = Builder { source, sample, words, found: Vec::new() };
    let mut findings = Findings {
        language: language.to_owned(),
        title: in_language(&plan.title, language).unwrap_or_else(|| words.report.to_owned()),
        about: vec![about.to_owned(), fill(words.interviews, &[&sample.rows.to_string()])],
        marks: builder.marks(plan, language),
        tables: Vec::new(),
        notes: Vec::new(),
    };
    let weighting = builder.design(&plan.design, plan.settings.single_unit);
    let design = weighting.unwrap_or_else(|| Design::simple(vec![1.0; sample.rows]));
    let weighted = plan.design.weight.is_some() || !plan.design.margins.is_empty();
    let designed = weighted || plan.design.unit.is_some() || plan.design.stratum.is_some();
    let setting = Setting { design: &design, settings: plan.settings, words, weighted: designed };
    for table in &plan.tables {
        if let Some(shown) = builder.table(table, &setting, language) {
            findings.tables.push(shown);
        }
    }
    if !builder.found.is_empty() {
        return Err(builder.found);
    }
    findings.about.push(if designed { words.weighted } else { words.unweighted }.to_owned());
    if let Some(summary) = weight::summary(&design.weights).filter(|_| weighted) {
        findings.about.push(fill(
            words.weights_cost,
            &[
                &decimal(words, summary.least / summary.mean, 2),
                &decimal(words, summary.greatest / summary.mean, 2),
                &decimal(words, summary.design_effect, 2),
                &decimal(words, summary.effective_rows, 0),
            ],
        ));
    }
    if sample.rows == 0 {
        findings.tables.clear();
        findings.notes.push(words.nobody.to_owned());
    } else {
        let method = if designed { method_name(plan.settings.method) } else { "Wilson" };
        findings.notes.push(fill(words.method, &[method]));
        findings.notes.push(words.few_units.to_owned());
    }
    Ok(findings)
}

fn method_name(method: Method) -> &'static str {
    match method {
        Method::Logit => "logit, t",
        Method::Mean => "t",
        Method::ArcSine => "arcsine, t",
        Method::KornGraubard => "Korn-Graubard",
        Method::Wilson => "Wilson, n*",
    }
}

fn in_language(words: &BTreeMap<String, String>, language: &str) -> Option<String> {
    let own = words.get(language).or_else(|| words.get(""));
    own.or_else(|| words.get("en")).or_else(|| words.values().next()).cloned()
}

struct Builder<'a> {
    source: &'a Source,
    sample: &'a Sample,
    words: &'static Words,
    found: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn add(&mut self, code: &'static str, mark: Mark, message: String, help: Option<String>) {
        self.found.extend(error(self.source, code, mark, message, help));
    }

    fn marks(&self, plan: &Plan, language: &str) -> Vec<String> {
        let Sample { rows, simulated, .. } = *self.sample;
        let made_up = match simulated {
            0 => None,
            all if all == rows => Some(self.words.simulated.to_owned()),
            some => Some(fill(self.words.partly_simulated, &[&some.to_string()])),
        };
        made_up.into_iter().chain(in_language(&plan.note, language)).collect()
    }

    fn table(&mut self, plan: &TablePlan, setting: &Setting<'_>, language: &str) -> Option<Table> {
        let (mut table, title) = match &plan.content {
            Content::Frequency(of) => {
                let of = self.choice(of)?;
                (setting.frequency(of), of.0.wording.clone())
            }
            Content::Several(of) => {
                let of = self.several(of)?;
                (setting.several(of), of.0.wording.clone())
            }
            Content::Share { of, is, by } => {
                let variable = self.choices_of(of);
                let by = self.optional(by.as_ref());
                let (variable, by) = (variable?, by?);
                let counted: Vec<Option<usize>> =
                    is.iter().map(|choice| self.choice_named(variable, choice)).collect();
                let counted: Vec<usize> = counted.into_iter().collect::<Option<_>>()?;
                let labels: Vec<&str> =
                    counted.iter().map(|&at| variable.1[at].1.as_str()).collect();
                let mut table = setting.share(variable, &counted, by);
                table.notes.insert(0, fill(self.words.chosen, &[&labels.join(" / ")]));
                (table, variable.0.wording.clone())
            }
            Content::Mean { of, by } => {
                let variable = self.number(of);
                let by = self.optional(by.as_ref());
                let (variable, by) = (variable?, by?);
                (setting.mean(variable, by), variable.wording.clone())
            }
            Content::Crosstab { rows, columns } => {
                let (rows, columns) = (self.choice(rows), self.choice(columns));
                let (rows, columns) = (rows?, columns?);
                let title = format!("{} × {}", rows.0.wording, columns.0.wording);
                (setting.crosstab(rows, columns), title)
            }
            Content::Scale(items) => {
                let items: Vec<Option<Chosen<'a>>> =
                    items.iter().map(|item| self.choice(item)).collect();
                let items: Vec<Chosen<'a>> = items.into_iter().collect::<Option<_>>()?;
                let names: Vec<&str> = items.iter().map(|(item, _)| item.name.as_str()).collect();
                (setting.scale(&items), names.join(", "))
            }
        };
        table.title = in_language(&plan.title, language).unwrap_or(title);
        Some(table)
    }

    /// A question by name.
    fn variable(&mut self, name: &Cell) -> Option<&'a Variable> {
        let sample = self.sample;
        let Some(found) = sample.variables.iter().find(|known| known.name == name.text) else {
            let known = sample.variables.iter().map(|variable| variable.name.as_str());
            let help = match nearest(&name.text, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a question that stands outside rosters".to_owned(),
            };
            let message = format!("the questionnaire has no question `{}`", name.text);
            self.add(UNKNOWN_NAME, name.mark, message, Some(help));
            return None;
        };
        if found.private {
            let message = format!("the answers to `{}` are private", name.text);
            let help = "a report does not show what is marked `pii` or `sealed`".to_owned();
            self.add(WRONG_KIND, name.mark, message, Some(help));
            return None;
        }
        Some(found)
    }

    fn of_kind(
        &mut self,
        name: &Cell,
        expected: &str,
        fits: impl Fn(&Kind) -> bool,
    ) -> Option<&'a Variable> {
        let variable = self.variable(name)?;
        if fits(&variable.kind) {
            return Some(variable);
        }
        let help = match variable.kind {
            Kind::Choice(_) => "show it with `frequency`, `share`, `crosstab` or `scale`",
            Kind::Several(_) => "show it with `several` or `share`",
            Kind::Number => "show it with `mean`",
            Kind::Text => "texts cannot be counted",
        };
        let message = format!("`{}` is not {expected}", name.text);
        self.add(WRONG_KIND, name.mark, message, Some(help.to_owned()));
        None
    }

    fn choice(&mut self, name: &Cell) -> Option<Chosen<'a>> {
        let found = self
            .of_kind(name, "a question with one answer", |kind| matches!(kind, Kind::Choice(_)));
        found.and_then(with_choices)
    }

    fn several(&mut self, name: &Cell) -> Option<Chosen<'a>> {
        let found = self.of_kind(name, "a question with several answers", |kind| {
            matches!(kind, Kind::Several(_))
        });
        found.and_then(with_choices)
    }

    fn choices_of(&mut self, name: &Cell) -> Option<Chosen<'a>> {
        let found = self.of_kind(name, "a question with choices", |kind| {
            matches!(kind, Kind::Choice(_) | Kind::Several(_))
        });
        found.and_then(with_choices)
    }

    fn number(&mut self, name: &Cell) -> Option<&'a Variable> {
        self.of_kind(name, "a number", |kind| *kind == Kind::Number)
    }

    /// A question that need not be named: `None` only if it is named wrongly.
    fn optional(&mut self, name: Option<&Cell>) -> Option<Option<Chosen<'a>>> {
        match name {
            None => Some(None),
            Some(name) => self.choice(name).map(Some),
        }
    }

    fn choice_named(&mut self, (of, choices): Chosen<'a>, name: &Cell) -> Option<usize> {
        let at = choices.iter().position(|(known, _)| *known == name.text);
        if at.is_none() {
            let known: Vec<&str> = choices.iter().map(|(name, _)| name.as_str()).collect();
            let help = match nearest(&name.text, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its choices are: {}", known.join(", ")),
            };
            let message = format!("`{}` has no choice `{}`", of.name, name.text);
            self.add(UNKNOWN_NAME, name.mark, message, Some(help));
        }
        at
    }

    /// How the sample was drawn and is weighted; `None` where the plan has it wrong.
    fn design(
        &mut self,
        plan: &DesignPlan,
        single_unit: crate::stats::design::SingleUnit,
    ) -> Option<Design> {
        let rows = self.sample.rows;
        let weights = match &plan.weight {
            None => vec![1.0; rows],
            Some(name) => {
                let variable = self.number(name)?;
                let weight = |entry: &Entry| match entry {
                    Entry::Number(weight) if *weight >= 0.0 => Some(*weight),
                    _ => None,
                };
                let weights: Option<Vec<f64>> = variable.entries.iter().map(weight).collect();
                let Some(weights) = weights else {
                    let message = format!("not every interview has a weight `{}`", name.text);
                    let help = "a weight is a number, 0 or more, in every interview".to_owned();
                    self.add(NO_WEIGHTS, name.mark, message, Some(help));
                    return None;
                };
                weights
            }
        };
        let mut design = Design { single_unit, ..Design::simple(weights) };
        if let Some(name) = &plan.stratum {
            design.strata = groups(self.variable(name)?);
        }
        let population = match &plan.population {
            None => None,
            Some(name) => {
                let size = |entry: &Entry| match entry {
                    Entry::Number(size) if *size >= 1.0 => *size,
                    _ => f64::INFINITY,
                };
                Some(self.number(name)?.entries.iter().map(size).collect())
            }
        };
        let units = match &plan.unit {
            None => (0..rows).collect(),
            Some(name) => groups(self.variable(name)?),
        };
        design.stages = vec![Stage { units, population }];
        self.fit(plan, &mut design)?;
        Some(design)
    }

    /// Rakes and cuts the weights.
    fn fit(&mut self, plan: &DesignPlan, design: &mut Design) -> Option<()> {
        let mut margins: Vec<(Vec<usize>, Totals)> = Vec::new();
        for (question, totals) in &plan.margins {
            let variable = self.choice(question)?;
            let mut known = Totals::new();
            for (choice, total) in totals {
                known.insert(self.choice_named(variable, choice)?, *total);
            }
            let level = |entry: &Entry| match entry {
                Entry::Choice(at) => Some(*at),
                _ => None,
            };
            let levels: Option<Vec<usize>> = variable.0.entries.iter().map(level).collect();
            let Some(levels) = levels else {
                let message = format!("not every interview has an answer to `{}`", question.text);
                let help = "only questions that everybody answered can be raked to".to_owned();
                self.add(NO_WEIGHTS, question.mark, message, Some(help));
                return None;
            };
            margins.push((levels, known));
        }
        if !margins.is_empty() && design.rows() > 0 {
            let borrowed: Vec<(&[usize], &Totals)> =
                margins.iter().map(|(levels, totals)| (levels.as_slice(), totals)).collect();
            match weight::rake(&design.weights, &borrowed, RAKING_TOLERANCE, RAKING_ROUNDS) {
                Ok(weights) => design.weights = weights,
                Err(misfit) => {
                    self.misfit(plan, &misfit);
                    return None;
                }
            }
            let margins = margins.into_iter().map(|(levels, _)| levels).collect();
            design.calibration = Calibration::Raked { margins };
        }
        if let Some((low, high)) = plan.bounds {
            let mean = design.weights.iter().sum::<f64>() / design.rows().max(1) as f64;
            design.weights = weight::trim(&design.weights, low * mean, high * mean, true);
        }
        Some(())
    }

    fn misfit(&mut self, plan: &DesignPlan, misfit: &Misfit) {
        let Some((first, _)) = plan.margins.first() else { return };
        let (message, help) = match misfit {
            Misfit::NotConverged(off) => (
                format!(
                    "the weights do not converge: a margin is still off by {} %",
                    percent(self.words, *off)
                ),
                "the margins contradict each other, or a combination of them has no interview; \
                 merge choices or leave a margin out",
            ),
            Misfit::Level(_) => (
                "a choice has a known total and no interview, or interviews and no known total"
                    .to_owned(),
                "give a total for every choice that somebody gave, and for no other",
            ),
        };
        self.add(NO_WEIGHTS, first.mark, message, Some(help.to_owned()));
    }
}

fn with_choices(variable: &Variable) -> Option<Chosen<'_>> {
    match &variable.kind {
        Kind::Choice(choices) | Kind::Several(choices) => Some((variable, choices)),
        _ => None,
    }
}

/// The rows of a question in groups of the same answer. All that gave none are one group.
fn groups(variable: &Variable) -> Vec<usize> {
    let mut seen: Vec<&Entry> = Vec::new();
    variable
        .entries
        .iter()
        .map(|entry| {
            seen.iter().position(|known| same(known, entry)).unwrap_or_else(|| {
                seen.push(entry);
                seen.len() - 1
            })
        })
        .collect()
}

fn same(one: &Entry, other: &Entry) -> bool {
    match (one, other) {
        (Entry::Missing(_), Entry::Missing(_)) => true,
        (one, other) => one == other,
    }
}
