//! The tables of a report, one function a kind.

use super::findings::{Bar, Line, Table};
use super::number::{NONE, decimal, percent, percents, probability, range};
use super::plan::Settings;
use super::sample::{Entry, Variable};
use super::words::{Words, fill};
use crate::dataset::rows::Missing;
use crate::stats::crosstab::Crosstab;
use crate::stats::design::Design;
use crate::stats::estimate::{self, Estimate, QuantileRule};
use crate::stats::frequency::{self, Said};
use crate::stats::interval;
use crate::stats::scale;

/// What all tables of a report share.
pub struct Setting<'a> {
    pub design: &'a Design,
    pub settings: Settings,
    pub words: &'static Words,
    pub weighted: bool,
}

/// A question with its choices: name and label of each.
pub type Chosen<'a> = (&'a Variable, &'a [(String, String)]);

/// The kinds of not answering that a table keeps apart.
const SPECIALS: usize = 4;

impl Setting<'_> {
    /// How often each choice was given.
    pub fn frequency(&self, (of, choices): Chosen<'_>) -> Table {
        let words = self.words;
        let said: Vec<Said> = of.entries.iter().map(said).collect();
        let lines = frequency::table(&said, &self.design.weights, choices.len(), SPECIALS);
        let specials = [words.dont_know, words.refused, words.not_applicable, words.no_answer];
        let lines = lines.iter().map(|line| {
            let share = line.of_asked.map_or(NONE.to_owned(), |share| percent(words, share));
            let rows = line.rows.to_string();
            match line.said {
                Said::Answer(at) => {
                    let hits = said.iter().map(|said| match said {
                        Said::Answer(of) => Some(f64::from(u8::from(*of == at))),
                        _ => None,
                    });
                    let estimate = estimate::mean(self.design, &hits.collect::<Vec<_>>());
                    let mut shown = self.share_line(choices[at].1.clone(), estimate);
                    shown.cells[0] = rows;
                    shown.cells.push(share);
                    shown
                }
                said => {
                    let label = match said {
                        Said::Special(at) => specials[at],
                        _ => words.not_asked,
                    };
                    let cells = vec![rows, NONE.to_owned(), NONE.to_owned(), share];
                    Line { label: label.to_owned(), cells, bar: None, small: false }
                }
            }
        });
        let lines: Vec<Line> = lines.collect();
        let columns = [words.n, words.valid, &self.interval_head(), words.asked];
        self.table(words.answer, &columns, lines)
    }

    /// The share that gave one of some choices, in all and by the choices of another question.
    pub fn share(&self, (of, _): Chosen<'_>, counted: &[usize], by: Option<Chosen<'_>>) -> Table {
        let words = self.words;
        let hit = |entry: &Entry| match entry {
            Entry::Choice(at) => Some(f64::from(u8::from(counted.contains(at)))),
            Entry::Several(chosen) => {
                Some(f64::from(u8::from(counted.iter().any(|&at| chosen[at]))))
            }
            _ => None,
        };
        let values: Vec<Option<f64>> = of.entries.iter().map(hit).collect();
        let lines = self.by(by, &values, |label, estimate| {
            let mut line = self.share_line(label, estimate);
            let effect = estimate.and_then(|estimate| estimate.design_effect);
            line.cells.push(effect.map_or(NONE.to_owned(), |effect| decimal(words, effect, 2)));
            line
        });
        let columns = [words.n, words.share, &self.interval_head(), words.design_effect];
        self.table(words.group, &columns, lines)
    }

    /// The mean of a number, in all and by the choices of another question.
    pub fn mean(&self, of: &Variable, by: Option<Chosen<'_>>) -> Table {
        let words = self.words;
        let number = |entry: &Entry| match entry {
            Entry::Number(number) => Some(*number),
            _ => None,
        };
        let values: Vec<Option<f64>> = of.entries.iter().map(number).collect();
        let lines = self.by(by, &values, |label, estimate| {
            let rows = estimate.map_or(0, |estimate| estimate.rows);
            let shown = estimate.filter(|_| rows >= self.settings.hide_below);
            let cells = match shown {
                None => vec![self.hidden(rows); 3],
                Some(estimate) => vec![
                    decimal(words, estimate.value, 2),
                    decimal(words, self.error(&estimate), 3),
                    range(words, self.mean_interval(&estimate), 2),
                ],
            };
            let cells = std::iter::once(rows.to_string()).chain(cells).collect();
            Line { label, cells, bar: None, small: self.is_small(rows) }
        });
        let columns = [words.n, words.mean, words.error, &self.interval_head()];
        let mut table = self.table(words.group, &columns, lines);
        let median =
            estimate::quantile(self.design, &values, 0.5, QuantileRule::Lower, self.settings.level);
        if let Some((median, _, _)) = median {
            table.notes.push(format!("{}: {}", words.median, decimal(words, median, 2)));
        }
        table
    }

    /// Two questions against each other.
    pub fn crosstab(&self, rows: Chosen<'_>, columns: Chosen<'_>) -> Table {
        let words = self.words;
        let (row_used, column_used) = (self.used(rows, columns), self.used(columns, rows));
        let level = |variable: &Variable, used: &[usize]| -> Vec<Option<usize>> {
            let place = |entry: &Entry| match entry {
                Entry::Choice(at) => used.iter().position(|known| known == at),
                _ => None,
            };
            variable.entries.iter().map(place).collect()
        };
        let size = (row_used.len(), column_used.len());
        let (row_levels, column_levels) =
            (level(rows.0, &row_used), level(columns.0, &column_used));
        let cross = Crosstab::new(self.design, &row_levels, &column_levels, size);
        let width = size.1.max(1);
        let line = |label: &str, cells: &[usize]| {
            let count: f64 = cells.iter().map(|&cell| cross.counts[cell]).sum();
            let whole: f64 = cells.iter().map(|&cell| cross.shares[cell]).sum();
            let of_column = |column: usize| -> f64 {
                let own = cells.iter().filter(|&&cell| cell % width == column);
                own.map(|&cell| cross.shares[cell]).sum::<f64>() / whole
            };
            let rows = count as usize;
            let share = |column| match rows < self.settings.hide_below {
                true => self.hidden(rows),
                false => percent(words, of_column(column)),
            };
            let cells = std::iter::once(rows.to_string()).chain((0..size.1).map(share)).collect();
            Line { label: label.to_owned(), cells, bar: None, small: self.is_small(rows) }
        };
        let mut lines: Vec<Line> = (0..size.0)
            .map(|row| {
                let cells: Vec<usize> = (row * size.1..(row + 1) * size.1).collect();
                line(&rows.1[row_used[row]].1, &cells)
            })
            .collect();
        lines.push(line(words.total, &(0..size.0 * size.1).collect::<Vec<_>>()));
        let heads = column_used.iter().map(|&at| columns.1[at].1.as_str());
        let heads: Vec<&str> = std::iter::once(words.n).chain(heads).collect();
        let mut table = self.table(&rows.0.wording, &heads, lines);
        table.notes.push(words.row_shares.to_owned());
        let test = cross
            .rao_scott_second()
            .filter(|test| test.p.is_finite() && cross.degrees_of_freedom >= 1.0);
        table.notes.push(match test {
            None => words.no_test.to_owned(),
            Some(test) => fill(
                words.independence,
                &[
                    &decimal(words, test.statistic, 2),
                    &decimal(words, test.df1, 1),
                    &decimal(words, test.df2.unwrap_or_default(), 0),
                    &probability(words, test.p),
                    &decimal(words, cross.cramers_v(), 2),
                ],
            ),
        });
        table
    }

    /// A question with several answers.
    pub fn several(&self, (of, choices): Chosen<'_>) -> Table {
        let words = self.words;
        let chosen: Vec<Vec<Option<bool>>> = (0..choices.len())
            .map(|at| {
                let chosen = |entry: &Entry| match entry {
                    Entry::Several(chosen) => Some(chosen[at]),
                    _ => None,
                };
                of.entries.iter().map(chosen).collect()
            })
            .collect();
        let found = frequency::options(self.design, &chosen).unwrap_or_default();
        let lines = found.iter().zip(choices).map(|(option, (_, label))| {
            let mut line = self.share_line(label.clone(), Some(option.of_rows));
            line.cells[0] = option.rows.to_string();
            line.cells.push(percent(words, option.of_choices));
            line
        });
        let lines = lines.collect();
        let columns = [words.n, words.of_rows, &self.interval_head(), words.of_choices];
        self.table(words.answer, &columns, lines)
    }

    /// Questions on one scale.
    pub fn scale(&self, items: &[Chosen<'_>]) -> Table {
        let words = self.words;
        let answers: Vec<Vec<Option<f64>>> = items
            .iter()
            .map(|(item, _)| {
                let step = |entry: &Entry| match entry {
                    Entry::Choice(at) => Some(*at as f64 + 1.0),
                    _ => None,
                };
                item.entries.iter().map(step).collect()
            })
            .collect();
        let mut lines = Vec::new();
        for ((item, choices), answers) in items.iter().zip(&answers) {
            let steps = u32::try_from(choices.len()).unwrap_or(u32::MAX);
            let found = scale::likert(answers, &self.design.weights, steps);
            let rows = found.map_or(0, |found| found.rows);
            let cells = match found.filter(|_| rows >= self.settings.hide_below) {
                None => vec![self.hidden(rows); 5],
                Some(found) => vec![
                    decimal(words, found.mean, 2),
                    decimal(words, found.deviation, 2),
                    percent(words, found.top_two),
                    percent(words, found.bottom_two),
                    decimal(words, found.net() * 100.0, 1),
                ],
            };
            let bar = found
                .filter(|_| rows >= self.settings.hide_below)
                .map(|found| Bar { value: found.top_two, interval: None });
            let cells = std::iter::once(rows.to_string()).chain(cells).collect();
            lines.push(Line {
                label: item.wording.clone(),
                cells,
                bar,
                small: self.is_small(rows),
            });
        }
        let columns =
            [words.n, words.mean, words.deviation, words.top_two, words.bottom_two, words.net];
        let mut table = self.table(words.item, &columns, lines);
        table.notes.push(words.order_of_choices.to_owned());
        let complete: Vec<usize> = (0..self.design.rows())
            .filter(|&row| answers.iter().all(|item| item[row].is_some()))
            .collect();
        let listwise: Vec<Vec<Option<f64>>> =
            answers.iter().map(|item| complete.iter().map(|&row| item[row]).collect()).collect();
        if let Some(found) = scale::reliability(&listwise).filter(|_| complete.len() > 2) {
            table.notes.push(fill(
                words.alpha,
                &[
                    &decimal(words, found.alpha, 3),
                    &range(words, found.interval, 3),
                    &complete.len().to_string(),
                ],
            ));
        }
        table
    }

    /// A line for all rows, then one for each choice of another question.
    fn by(
        &self,
        by: Option<Chosen<'_>>,
        values: &[Option<f64>],
        line: impl Fn(String, Option<Estimate>) -> Line,
    ) -> Vec<Line> {
        let mut lines = vec![line(self.words.all.to_owned(), estimate::mean(self.design, values))];
        let Some((by, choices)) = by else { return lines };
        for (at, (_, label)) in choices.iter().enumerate() {
            let inside = values
                .iter()
                .zip(&by.entries)
                .map(|(value, entry)| value.filter(|_| *entry == Entry::Choice(at)));
            let inside: Vec<Option<f64>> = inside.collect();
            lines.push(line(label.clone(), estimate::mean(self.design, &inside)));
        }
        lines
    }

    /// The choices of a question that somebody gave who answered another question as well.
    fn used(&self, (of, choices): Chosen<'_>, (with, _): Chosen<'_>) -> Vec<usize> {
        let is_used = |at: &usize| {
            let both = of.entries.iter().zip(&with.entries).zip(&self.design.weights);
            both.into_iter().any(|((own, other), weight)| {
                *own == Entry::Choice(*at) && matches!(other, Entry::Choice(_)) && *weight > 0.0
            })
        };
        (0..choices.len()).filter(is_used).collect()
    }

    /// A share as a line: n, percent, interval.
    fn share_line(&self, label: String, estimate: Option<Estimate>) -> Line {
        let rows = estimate.map_or(0, |estimate| estimate.rows);
        let Some(estimate) = estimate.filter(|_| rows >= self.settings.hide_below) else {
            let hidden = self.hidden(rows);
            let cells = vec![rows.to_string(), hidden.clone(), hidden];
            return Line { label, cells, bar: None, small: self.is_small(rows) };
        };
        let found = self.has_units(&estimate).then(|| {
            if self.weighted {
                interval::of_proportion(&estimate, self.settings.method, self.settings.level)
            } else {
                let rows = estimate.rows as f64;
                let hits = estimate.value * rows;
                let method = interval::CountMethod::Wilson;
                interval::of_count(hits, rows, method, self.settings.level)
                    .unwrap_or((f64::NAN, f64::NAN))
            }
        });
        let cells = vec![
            rows.to_string(),
            percent(self.words, estimate.value),
            found.map_or(NONE.to_owned(), |found| percents(self.words, found)),
        ];
        let bar = Some(Bar { value: estimate.value, interval: found });
        Line { label, cells, bar, small: self.is_small(rows) }
    }

    fn has_units(&self, estimate: &Estimate) -> bool {
        estimate.degrees_of_freedom >= 1.0
    }

    fn error(&self, estimate: &Estimate) -> f64 {
        if self.has_units(estimate) { estimate.standard_error() } else { f64::NAN }
    }

    fn mean_interval(&self, estimate: &Estimate) -> (f64, f64) {
        if self.has_units(estimate) {
            estimate.interval(self.settings.level)
        } else {
            (f64::NAN, f64::NAN)
        }
    }

    fn is_small(&self, rows: usize) -> bool {
        rows < self.settings.flag_below
    }

    fn hidden(&self, rows: usize) -> String {
        if rows == 0 { NONE.to_owned() } else { "·".to_owned() }
    }

    fn interval_head(&self) -> String {
        let level = self.settings.level * 100.0;
        let decimals = usize::from(level.fract() > 1e-9);
        fill(self.words.interval, &[&decimal(self.words, level, decimals)])
    }

    fn table(&self, head: &str, columns: &[&str], lines: Vec<Line>) -> Table {
        let mut notes = Vec::new();
        if lines.iter().any(|line| line.small) {
            let limit = self.settings.flag_below.to_string();
            notes.push(fill(self.words.small_base, &[&limit]));
        }
        if lines.iter().any(|line| line.cells.iter().any(|cell| cell == "·")) {
            let limit = self.settings.hide_below.to_string();
            notes.push(fill(self.words.hidden, &[&limit]));
        }
        Table {
            title: String::new(),
            head: head.to_owned(),
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            lines,
            notes,
        }
    }
}

fn said(entry: &Entry) -> Said {
    match entry {
        Entry::Choice(at) => Said::Answer(*at),
        Entry::Missing(Missing::DontKnow) => Said::Special(0),
        Entry::Missing(Missing::Refused) => Said::Special(1),
        Entry::Missing(Missing::NotApplicable) => Said::Special(2),
        Entry::Missing(Missing::NotAsked) => Said::NotAsked,
        _ => Said::Special(3),
    }
}
