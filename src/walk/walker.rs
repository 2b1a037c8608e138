//! One walk through a form: asks what is asked, tries answers, writes what happened.

use std::sync::Arc;

use chrono::NaiveDate;

use super::line::write;
use super::spelling::spelled;
use crate::form::Form;
use crate::form::node::{Kind, QuestionKind};
use crate::interview::command::Command;
use crate::interview::convert::read;
use crate::interview::fact::Fact;
use crate::interview::refusal::Refusal;
use crate::interview::{Interview, Stop};
use crate::moment::Moment;
use crate::place::{NodeId, Place};
use crate::value::Value;

/// Whoever answers on a walk.
pub trait Respondent {
    /// The next answer to try at a question, as canonical text; `None` to go on. `tried` tells
    /// how many were tried before.
    fn answer(&mut self, interview: &Interview, place: Place, tried: usize) -> Reply<String>;
    /// The answer to the heading of a table of choices, which means nothing.
    fn heading(&mut self, _at: &str) -> Option<String> {
        None
    }
    /// Whether a roster gets one more row.
    fn repeat(&mut self, interview: &Interview, at: &str) -> Reply<bool>;
}

/// What a respondent says.
pub enum Reply<T> {
    /// This.
    Give(T),
    /// Nothing more here: go on.
    GoOn,
    /// Nothing at all: the walk ends here, and why.
    Stop(String),
}

/// What ODK's converter puts above a table of choices.
struct Heading {
    /// The path of the note, where the group has a label.
    label: Option<String>,
    /// The path of the select.
    select: String,
    /// The question whose choices it has.
    first: NodeId,
}

/// A walk on its way.
pub struct Walker {
    /// The interview so far.
    pub interview: Interview,
    /// Its facts so far.
    pub facts: Vec<Fact>,
    /// The transcript so far.
    pub lines: Vec<String>,
    moment: Moment,
    as_odk: bool,
    /// See [`super::replay::Options::zone`].
    pub zone: Option<fn(NaiveDate) -> Option<i16>>,
    /// What was answered to the headings of tables of choices, by their paths.
    headings: Vec<(String, String)>,
}

/// Why a soft check was passed on a walk: a transcript gives no reasons.
const REASON: &str = "transcript";

impl Walker {
    /// Begins an interview and writes the first line.
    pub fn begin(mut interview: Interview, started: Fact) -> Walker {
        let form = Arc::clone(interview.form());
        interview.apply(&started);
        let moment = started.moment;
        let title = interview.text(&form.title, Place::ROOT).unwrap_or_default().text;
        let language = &form.languages[interview.language()].code;
        let first = write("form", &form.id, &[("title", &title), ("language", language)]);
        let as_odk = interview.is_as_odk();
        let (facts, headings) = (vec![started], Vec::new());
        Walker { interview, facts, lines: vec![first], moment, as_odk, zone: None, headings }
    }

    /// Walks to the end of the form, or to where the respondent has nothing to say.
    pub fn walk(&mut self, respondent: &mut dyn Respondent, stops_max: usize) {
        let mut stop = self.step(None);
        for _ in 0..stops_max {
            let went_on = match stop {
                Stop::End => break,
                Stop::Question(place) => self.ask(respondent, place),
                Stop::Battery(group) => self.ask_battery(respondent, group),
                Stop::AddRow(stand) => match self.ask_repeat(respondent, stand) {
                    Some(true) => {
                        let row = self.interview.rows(stand).last().copied();
                        let row = row.map(|row| Place::new(row, stand.node));
                        stop = self.interview.stop_of(row.unwrap_or(stand));
                        continue;
                    }
                    went_on => went_on.is_some(),
                },
            };
            if !went_on {
                return;
            }
            stop = self.step(Some(stop));
        }
        self.write_final();
    }

    /// The stop after a stop, or the first.
    fn step(&mut self, from: Option<Stop>) -> Stop {
        loop {
            let to = match from {
                Some(stop) => self.interview.next_stop(stop),
                None => self.interview.first_stop(),
            };
            if !self.as_odk || !self.interview.reach(from, to) {
                return to;
            }
        }
    }

    /// Carries out a command; what follows takes effect at once.
    pub fn act(&mut self, command: &Command) -> Result<(), Refusal> {
        self.moment.mono_ms += 1000;
        self.moment.fresh = next_random(self.moment.fresh);
        let facts = self.interview.decide(command, self.moment)?;
        for fact in &facts {
            self.interview.apply(fact);
        }
        self.facts.extend(facts);
        Ok(())
    }

    fn ask_battery(&mut self, respondent: &mut dyn Respondent, group: Place) -> bool {
        if let Some(heading) = self.heading(group) {
            self.ask_heading(respondent, group, &heading);
        }
        for place in self.interview.shown_children(group) {
            let node = self.interview.form().node(place.node);
            let shown = node.question().is_some_and(|question| question.kind.is_shown());
            if shown && self.interview.relevant(place) && !self.ask(respondent, place) {
                return false;
            }
        }
        true
    }

    /// The headings that ODK's converter puts on a table of choices (`table-list`): a note with
    /// the label of the group, and a select without a label, named by their rows in the sheet.
    fn heading(&self, group: Place) -> Option<Heading> {
        let form = self.interview.form();
        let node = form.node(group.node);
        let is_select = |&&id: &&NodeId| {
            let question = form.node(id).question();
            question.is_some_and(|question| question.choices.is_some())
        };
        let first = *node.children.iter().find(is_select)?;
        if !self.as_odk || !node.looks("table-list") {
            return None;
        }
        let (path, line) = (self.interview.path(group), form.node(first).line);
        let label = (!node.label.is_empty())
            .then(|| format!("{path}/generated_table_list_label_{}", node.line));
        let select = format!("{path}/reserved_name_for_field_list_labels_{line}");
        Some(Heading { label, select, first })
    }

    fn ask_heading(&mut self, respondent: &mut dyn Respondent, group: Place, heading: &Heading) {
        if let Some(at) = &heading.label {
            let label = self.interview.label(group);
            let text = if label.fallback { "-" } else { label.text.as_str() };
            let fields = [("text", text), ("required", "false"), ("readonly", "true")];
            self.lines.push(write("ask", at, &fields));
        }
        let first = Place::new(group.row, heading.first);
        let choices = self.choice_names(first);
        let fields =
            [("text", ""), ("choices", &choices), ("required", "false"), ("readonly", "false")];
        self.lines.push(write("ask", &heading.select, &fields));
        if let Some(value) = respondent.heading(&heading.select) {
            let fields = [("value", value.as_str()), ("verdict", "ok")];
            self.lines.push(write("answer", &heading.select, &fields));
            self.headings.push((heading.select.clone(), value));
        }
    }

    fn choice_names(&self, place: Place) -> String {
        let offered = self.interview.choices(place).into_iter();
        offered.map(|choice| choice.name.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// Asks a question; false where the walk ends.
    fn ask(&mut self, respondent: &mut dyn Respondent, place: Place) -> bool {
        let at = self.interview.path(place);
        let form = Arc::clone(self.interview.form());
        let Kind::Question(question) = &form.node(place.node).kind else { return true };
        let read_only = question.kind == QuestionKind::Note || self.interview.read_only(place);
        self.lines.push(self.ask_line(place, &at, read_only));
        if read_only {
            return true;
        }
        for tried in 0.. {
            match respondent.answer(&self.interview, place, tried) {
                Reply::GoOn => break,
                Reply::Stop(why) => {
                    self.lines.push(write("stop", &at, &[("why", &why)]));
                    return false;
                }
                Reply::Give(value) => {
                    let verdict = self.try_answer(place, &question.kind, &value);
                    let fields = [("value", value.as_str()), ("verdict", verdict)];
                    self.lines.push(write("answer", &at, &fields));
                    if verdict == "ok" {
                        break;
                    }
                }
            }
        }
        true
    }

    fn ask_line(&self, place: Place, at: &str, read_only: bool) -> String {
        // ODK shows a dash where a text has no translation.
        let label = self.interview.label(place);
        let text = if label.fallback { "-".to_owned() } else { label.text };
        let truth = |yes: bool| if yes { "true" } else { "false" };
        let question = self.interview.form().node(place.node).question();
        let has_choices = question.is_some_and(|question| {
            matches!(
                question.kind,
                QuestionKind::SelectOne | QuestionKind::SelectMultiple | QuestionKind::Rank
            )
        });
        let choices = self.choice_names(place);
        let mut fields = vec![("text", text.as_str())];
        if has_choices {
            fields.push(("choices", choices.as_str()));
        }
        fields.push(("required", truth(self.interview.required(place))));
        fields.push(("readonly", truth(read_only)));
        write("ask", at, &fields)
    }

    /// Tries an answer and gives the verdict.
    fn try_answer(&mut self, place: Place, kind: &QuestionKind, text: &str) -> &'static str {
        if text.is_empty() {
            if self.interview.required(place) {
                return "required";
            }
            let cleared = self.act(&Command::Clear { place });
            return if cleared.is_ok() { "ok" } else { "constraint" };
        }
        let Some(value) = read(kind, text) else { return "constraint" };
        let reason = Some(REASON.to_owned());
        match self.act(&Command::Answer { place, value, reason }) {
            Ok(()) => "ok",
            Err(_) => "constraint",
        }
    }

    /// Asks for one more row: whether there is one; `None` where the walk ends.
    fn ask_repeat(&mut self, respondent: &mut dyn Respondent, stand: Place) -> Option<bool> {
        let next = self.interview.rows(stand).len() + 1;
        let at = format!("{}[{next}]", self.interview.path(stand));
        match respondent.repeat(&self.interview, &at) {
            Reply::Stop(why) => {
                self.lines.push(write("stop", &at, &[("why", &why)]));
                None
            }
            Reply::GoOn => Some(false),
            Reply::Give(add) => {
                let text = if add { "true" } else { "false" };
                self.lines.push(write("repeat", &at, &[("add", text)]));
                let added =
                    add && self.act(&Command::AddRow { roster: stand, before: None }).is_ok();
                Some(added)
            }
        }
    }

    fn write_final(&mut self) {
        let form = Arc::clone(self.interview.form());
        self.write_inside(&form, Place::ROOT);
        let mut about = vec![("instanceID", self.instance_id())];
        if self.interview.form().instance_name.is_some() {
            about.push(("instanceName", self.interview.instance_name().unwrap_or_default()));
        }
        for (name, value) in about {
            let fields = [("value", value.as_str()), ("relevant", "true")];
            self.lines.push(write("final", &format!("meta/{name}"), &fields));
        }
    }

    /// What is inside a place, in the order of the form.
    fn write_inside(&mut self, form: &Form, at: Place) {
        for &child in &form.node(at.node).children {
            let place = Place::new(at.row, child);
            match &form.node(child).kind {
                Kind::Group(_) => {
                    self.write_heading(place);
                    self.write_inside(form, place);
                }
                Kind::Question(_) => {
                    let (path, value) = (self.interview.path(place), self.kept(place));
                    self.write_value(&path, &value, place);
                }
                Kind::Roster(_) => {
                    self.write_count(place, at);
                    for row in self.interview.rows(place).to_vec() {
                        self.write_inside(form, Place::new(row, child));
                    }
                }
            }
        }
    }

    fn write_heading(&mut self, group: Place) {
        let Some(heading) = self.heading(group) else { return };
        if let Some(at) = &heading.label {
            self.write_value(at, "", group);
        }
        let given = self.headings.iter().find(|(at, _)| *at == heading.select);
        let value = given.map_or_else(String::new, |(_, value)| value.clone());
        self.write_value(&heading.select, &value, group);
    }

    /// The number of rows asked for, where it is more than an answer: ODK keeps it beside the
    /// roster.
    fn write_count(&mut self, stand: Place, around: Place) {
        let Some(count) = self.interview.calculated_count(stand) else { return };
        let offset = self.moment.offset_minutes;
        let value = count.map(|count| spelled(&QuestionKind::Calculate, &count, offset));
        let path = format!("{}_count", self.interview.path(stand));
        self.write_value(&path, &value.unwrap_or_default(), around);
    }

    fn write_value(&mut self, path: &str, value: &str, place: Place) {
        let relevant = if self.interview.relevant(place) { "true" } else { "false" };
        self.lines.push(write("final", path, &[("value", value), ("relevant", relevant)]));
    }

    /// What a place holds, as a transcript writes it.
    fn kept(&self, place: Place) -> String {
        let Some(value) = self.interview.kept_value(place) else { return String::new() };
        match self.interview.form().node(place.node).question() {
            Some(question) if self.interview.answer(place).is_none() => {
                spelled(&question.kind, &value, self.offset_at(&value))
            }
            _ => value.to_string(),
        }
    }

    /// The minutes east of UTC at the midnight of a date.
    fn offset_at(&self, value: &Value) -> i16 {
        let day = match value {
            Value::Date(date) => self.zone.and_then(|zone| zone(date.first_day())),
            _ => None,
        };
        day.unwrap_or(self.moment.offset_minutes)
    }

    /// An identity for the interview, drawn like a random number: a walk is stored nowhere.
    fn instance_id(&self) -> String {
        let (high, low) = (next_random(self.moment.fresh), next_random(!self.moment.fresh));
        let (a, b, c) = (high >> 32, (high >> 16) & 0xffff, high & 0x0fff);
        let (d, e) = (((low >> 48) & 0x3fff) | 0x8000, low & 0xffff_ffff_ffff);
        format!("uuid:{a:08x}-{b:04x}-4{c:03x}-{d:04x}-{e:012x}")
    }
}

/// The next of a sequence of numbers that look random (SplitMix64).
pub fn next_random(before: u64) -> u64 {
    let state = before.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
