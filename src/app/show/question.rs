//! A stop of the interview.

use super::blocks::{chosen_by_code, text};
use super::review;
use crate::app::draft::Draft;
use crate::app::draft::date::Ask;
use crate::app::draft::number::{self, Number, NumberDraft};
use crate::app::draft::offer::Offer;
use crate::app::draft::reading::{Fault, Reading};
use crate::app::draft::rows::RowsDraft;
use crate::app::draft::text::TextDraft;
use crate::app::live::{Live, POWER_LINE, notes_are_open};
use crate::app::screen::{Block, ChoiceBlock, Voice};
use crate::app::wording;
use crate::app::words::table::Words;
use crate::form::node::{CheckSeverity, Kind};
use crate::form::wording::Part;
use crate::interview::Stop;
use crate::place::Place;
use crate::value::Value;

/// A stop of the interview: what is read out, what instructs, what is typed.
pub fn blocks(words: &Words, live: &Live) -> Vec<Block> {
    let mut blocks = Vec::new();
    let alone = live.alone(live.stop).is_some();
    match live.stop {
        Stop::Question(place) => {
            said(words, live, place, alone, &mut blocks);
            blocks.push(Block::Gap);
            entry(words, live, place, &mut blocks);
        }
        Stop::Battery(group) => {
            said(words, live, group, alone, &mut blocks);
            if let (Draft::Battery(draft), false) = (&live.draft, alone)
                && let Some(row) = draft.row()
            {
                instructed(live, row.place, &mut blocks);
            }
            entry(words, live, group, &mut blocks);
        }
        Stop::AddRow(roster) => {
            if is_plain(live, roster) {
                said(words, live, roster, alone, &mut blocks);
            }
            if let Draft::Rows(draft) = &live.draft {
                rows(words, draft, &mut blocks);
            }
        }
        Stop::End => {
            if let Draft::End(picker) = &live.draft {
                blocks.extend(review::blocks(words, live, picker));
            }
        }
    }
    about(words, live, alone, &mut blocks);
    if let (Some(rest), false) = (live.elsewhere.get(POWER_LINE), alone) {
        blocks.push(text(Voice::Program, &(words.quick.rest_waits)(rest)));
    }
    blocks
}

/// Whether the label of a roster says nothing about a single row.
fn is_plain(live: &Live, roster: Place) -> bool {
    let label = &live.node(roster).label;
    label.in_language(live.interview.language()).is_some_and(|(template, _)| {
        template.parts.iter().all(|part| matches!(part, Part::Text(_)))
    })
}

/// What is read out, what instructs and what hints.
fn said(words: &Words, live: &Live, place: Place, alone: bool, blocks: &mut Vec<Block>) {
    let interview = &live.interview;
    let label = interview.label(place);
    let mark = |fallback: bool| if fallback { words.fallback } else { "" };
    if !label.text.is_empty() {
        blocks.push(text(Voice::ReadOut, &format!("{}{}", label.text, mark(label.fallback))));
    }
    if !alone {
        instructed(live, place, blocks);
    }
    if let Some(hint) = interview.text(&live.node(place).hint, place) {
        blocks.push(text(Voice::Hint, &format!("{}{}", hint.text, mark(hint.fallback))));
    }
    for (kind, wording) in &live.node(place).media {
        if let Some(file) = interview.text(wording, place) {
            blocks.push(text(Voice::Dim, &format!("[{kind}: {}]", file.text)));
        }
    }
}

fn instructed(live: &Live, place: Place, blocks: &mut Vec<Block>) {
    if let Some(told) = live.interview.text(&live.node(place).instruction, place) {
        blocks.push(text(Voice::Instruction, &told.text));
    }
}

/// The editor of the stop.
fn entry(words: &Words, live: &Live, place: Place, blocks: &mut Vec<Block>) {
    let read = reading(words, live, place);
    let field = |label: &str, line: &TextDraft| Block::Input(line.show(label, &read));
    match &live.draft {
        Draft::Nothing => {
            if let Some(value) =
                live.interview.value(place).filter(|_| !live.interview.locked(place))
            {
                let said = wording::answer(words, &live.interview, place, &value);
                blocks.push(text(Voice::Program, &said));
            }
        }
        Draft::Text(line) => blocks.push(field(words.answer, line)),
        Draft::File(line) => blocks.push(field(words.path, line)),
        Draft::Number(draft) => blocks.push(field(words.number, &draft.line)),
        Draft::Date(draft) => {
            let label = match draft.ask {
                Ask::Date => words.date,
                Ask::Time => words.time,
                Ask::DateTime => words.date_and_time,
            };
            blocks.push(field(label, &draft.line));
        }
        Draft::Geo(draft) => blocks.push(field(words.position, &draft.line)),
        Draft::Choice(draft) => offered(words, &draft.offer, draft.show(), &read, blocks),
        Draft::Choices(draft) => offered(words, &draft.offer, draft.show(), &read, blocks),
        Draft::Acknowledge(picker) | Draft::End(picker) => {
            blocks.extend(chosen_by_code(words, picker));
        }
        Draft::Battery(draft) => {
            blocks.push(Block::Battery(draft.show()));
            let typed = &draft.scale.typed;
            if !typed.is_empty() {
                let dead =
                    draft.scale.typed_code().is_none() && !draft.scale.continues(typed.text());
                let read = if dead { (words.no_such_choice)(typed.text()) } else { String::new() };
                blocks.push(Block::Input(typed.show(words.code_label, &read)));
            }
        }
        Draft::Rows(draft) => rows(words, draft, blocks),
    }
}

fn offered(words: &Words, offer: &Offer, shown: ChoiceBlock, read: &str, blocks: &mut Vec<Block>) {
    let label = if offer.is_long() { words.search_or_code } else { words.code_label };
    let field = Block::Input(offer.typed.show(label, read));
    if shown.items.is_empty() && shown.total > 0 {
        blocks.push(text(Voice::Program, &(words.type_to_search)(shown.total)));
    }
    if offer.choices.is_empty() {
        blocks.push(text(Voice::Warning, words.no_choices));
    }
    if offer.is_long() {
        // The field stands above a long list, so that both are seen.
        blocks.extend([field, Block::Choices(shown)]);
    } else {
        blocks.extend([Block::Choices(shown), field]);
    }
}

fn rows(words: &Words, draft: &RowsDraft, blocks: &mut Vec<Block>) {
    blocks.push(text(Voice::Program, &(words.another_row)(draft.count)));
    blocks.extend(chosen_by_code(words, &draft.picker));
}

/// What stands behind the field: the meaning of what is typed, else what may be typed.
fn reading(words: &Words, live: &Live, place: Place) -> String {
    let read = live.draft.reading();
    match (&live.draft, &read) {
        (Draft::Choice(draft), Reading::Answer(_)) => draft.label(),
        (Draft::Choices(draft), Reading::Fault(Fault::Unfinished)) => draft.label(),
        (Draft::Choices(_), Reading::Answer(Value::Choices(names))) => {
            (words.chosen_count)(names.len())
        }
        (Draft::Text(line), _) => {
            if line.text().is_empty() {
                String::new()
            } else {
                multiline_hint(words, line, notes_are_open(live))
            }
        }
        (Draft::Number(draft), Reading::Blank | Reading::Answer(_)) => {
            range(words, live, place, draft)
        }
        (Draft::Date(_) | Draft::Geo(_), Reading::Answer(value)) => {
            wording::answer(words, &live.interview, place, value)
        }
        (Draft::Date(draft), Reading::Blank) => match draft.ask {
            Ask::Date => words.date_example,
            Ask::Time => words.time_example,
            Ask::DateTime => words.date_time_example,
        }
        .to_owned(),
        (Draft::Geo(_), Reading::Blank) => words.position_example.to_owned(),
        (Draft::File(_), _) => live
            .interview
            .value(place)
            .map(|value| wording::answer(words, &live.interview, place, &value))
            .unwrap_or_else(|| takes(words, live, place)),
        // Half-typed dates and numbers are not scolded before Enter; codes are, at once.
        (
            _,
            Reading::Fault(
                fault @ (Fault::NoSuchChoice(_) | Fault::SeveralMatch(_) | Fault::TooMany(_)),
            ),
        ) => wording::fault(words, fault),
        _ => String::new(),
    }
}

fn multiline_hint(words: &Words, line: &TextDraft, beside_notes: bool) -> String {
    let shown = line.show("", "");
    let key = if beside_notes { words.new_line_below } else { words.new_line_key };
    if shown.lines.is_some() { key.to_owned() } else { String::new() }
}

/// What files the question takes.
fn takes(words: &Words, live: &Live, place: Place) -> String {
    let kind = live.node(place).question().and_then(|question| question.kind.file_kind());
    let at = ["image", "audio", "video"].iter().position(|known| Some(*known) == kind);
    words.takes[at.unwrap_or(3)].to_owned()
}

/// The range that the question allows, where it can be told.
fn range(words: &Words, live: &Live, place: Place, draft: &NumberDraft) -> String {
    if let Number::Range { start, end, .. } = draft.number {
        return (words.range)(&number::plain(start), &number::plain(end));
    }
    let Kind::Question(question) = &live.node(place).kind else { return String::new() };
    let form = live.interview.form();
    let hard = question.checks.iter().filter(|check| check.severity == CheckSeverity::Hard);
    let (mut low, mut high) = (None, None);
    for check in hard {
        let bounds = number::bounds(&form.rule(check.rule).expression.text);
        low = low.or(bounds.0);
        high = high.or(bounds.1);
    }
    match (low, high) {
        (Some(low), Some(high)) => (words.range)(&low, &high),
        (Some(low), None) => (words.at_least)(&low),
        (None, Some(high)) => (words.at_most)(&high),
        (None, None) => String::new(),
    }
}

/// What is known about the place beside its answer: a special answer, a reason, a remark, probes.
fn about(words: &Words, live: &Live, alone: bool, blocks: &mut Vec<Block>) {
    let Some(place) = live.place() else { return };
    let interview = &live.interview;
    if interview.locked(place) {
        return;
    }
    if let Some(Value::Special(special)) = interview.value(place) {
        let said = format!("{}: {}", words.answered_so, wording::special(words, special));
        blocks.push(text(Voice::Program, &said));
    }
    if alone {
        return;
    }
    if let (Draft::Choice(draft), Some(Value::Choice(name))) = (&live.draft, interview.value(place))
        && draft.offer.by_name(&name).is_none()
    {
        let label = interview.choice_label(place, &name);
        blocks.push(text(Voice::Warning, &(words.off_list)(&label)));
    }
    if let Some(reason) = interview.left_open(place) {
        blocks.push(text(Voice::Program, &format!("{}: {reason}", words.left_open)));
    }
    if let Some(answer) = interview.answer(place) {
        for (_, reason) in &answer.passed {
            blocks.push(text(Voice::Dim, &format!("{}: {reason}", words.passed_because)));
        }
    }
    let source = wording::sourcing(words, interview.sourcing(place));
    if !source.is_empty() {
        let told = format!("{}: {source}", wording::capital(words.key_source));
        blocks.push(text(Voice::Program, &told));
    }
    for quote in interview.quotes().filter(|quote| quote.place == place) {
        let speaker = wording::speaker(words, interview, &quote.speaker);
        let level = wording::level(words, quote.level);
        blocks.push(text(Voice::Dim, &format!("» “{}” — {speaker}, {level}", quote.text)));
    }
    if let Some(remark) = interview.remark(place) {
        blocks.push(text(Voice::Program, &format!("{}: {remark}", words.key_remark)));
    }
    let Some(question) = live.node(place).question() else { return };
    for (at, probe) in question.probes.iter().enumerate() {
        let label = interview.text(&probe.label, place).map(|filled| filled.text);
        let sign = if interview.probed(place, at) { "[x]" } else { "[ ]" };
        // In a talk the digit is what ticks.
        let digit = if notes_are_open(live) { format!("{}. ", at + 1) } else { String::new() };
        let told = format!("{sign} {digit}{}", label.unwrap_or_default());
        blocks.push(text(Voice::Dim, &told));
    }
}
