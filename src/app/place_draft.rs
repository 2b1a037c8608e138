//! Makes the draft of a stop from the interview: the editor of its kind, holding the answer that
//! is there.

use super::draft::Draft;
use super::draft::battery::{BatteryDraft, Row};
use super::draft::choice::ChoiceDraft;
use super::draft::choices::ChoicesDraft;
use super::draft::date::{Ask, DateDraft};
use super::draft::geo::GeoDraft;
use super::draft::number::{Number, NumberDraft};
use super::draft::rows::{RowsDraft, Target};
use super::draft::text::TextDraft;
use super::picker::{Picker, line};
use super::wording;
use super::words::table::Words;
use crate::form::node::{Count, Kind, Question, QuestionKind};
use crate::interview::{Interview, Standing, State, Stop};
use crate::place::{Place, RowKey};
use crate::value::Value;

/// The draft of a stop; times are of the zone that many minutes east of UTC.
pub fn draft(words: &Words, interview: &Interview, stop: Stop, offset_minutes: i16) -> Draft {
    match stop {
        Stop::Question(place) => question(words, interview, place, offset_minutes),
        Stop::Battery(group) => battery(words, interview, group),
        Stop::AddRow(roster) => Draft::Rows(rows(words, interview, roster, true)),
        Stop::End => Draft::End(end(words, interview)),
    }
}

fn question(words: &Words, interview: &Interview, place: Place, offset_minutes: i16) -> Draft {
    let node = interview.form().node(place.node);
    let Some(question) = node.question() else { return Draft::Nothing };
    if interview.read_only(place) || interview.locked(place) {
        return Draft::Nothing;
    }
    let value = interview.value(place).filter(|value| !matches!(value, Value::Special(_)));
    let multiline = node.looks("multiline");
    let mut draft = empty(words, interview, place, question, multiline, offset_minutes, &value);
    if let (Some(value), false) = (&value, matches!(draft, Draft::Choice(_) | Draft::Choices(_))) {
        draft.restore(&wording::typed(value, offset_minutes));
        draft.replace_next();
        // Text that a person entered is added to; what was only preset is typed over.
        if let (Draft::Text(line), None) = (&mut draft, interview.answer(place)) {
            line.replace_next();
        }
    }
    draft
}

fn empty(
    words: &Words,
    interview: &Interview,
    place: Place,
    question: &Question,
    multiline: bool,
    offset_minutes: i16,
    value: &Option<Value>,
) -> Draft {
    let number = |number| Draft::Number(NumberDraft::new(number));
    let date = |ask| Draft::Date(DateDraft::new(ask, offset_minutes));
    let several = |ranked| {
        let answered = match value {
            Some(Value::Choices(names)) => names.as_slice(),
            _ => &[],
        };
        let offered = interview.choices(place);
        Draft::Choices(ChoicesDraft::new(offered, answered, ranked, question.choose_max))
    };
    match &question.kind {
        QuestionKind::Text { multiline: box_wanted } => {
            Draft::Text(TextDraft::new(*box_wanted || multiline))
        }
        QuestionKind::Barcode => Draft::Text(TextDraft::new(false)),
        QuestionKind::Integer => number(Number::Whole),
        QuestionKind::Decimal => number(Number::Decimal),
        &QuestionKind::Range { start, end, step } => number(Number::Range { start, end, step }),
        QuestionKind::SelectOne => {
            let answered = match value {
                Some(Value::Choice(name)) => Some(name.as_str()),
                _ => None,
            };
            Draft::Choice(ChoiceDraft::new(interview.choices(place), answered))
        }
        QuestionKind::SelectMultiple => several(false),
        QuestionKind::Rank => several(true),
        QuestionKind::Date => date(Ask::Date),
        QuestionKind::Time => date(Ask::Time),
        QuestionKind::DateTime => date(Ask::DateTime),
        QuestionKind::Acknowledge => {
            Draft::Acknowledge(Picker::new(vec![line(1, words.acknowledge)]))
        }
        QuestionKind::Geopoint => Draft::Geo(GeoDraft::new(1)),
        QuestionKind::Geotrace => Draft::Geo(GeoDraft::new(2)),
        QuestionKind::Geoshape => Draft::Geo(GeoDraft::new(3)),
        QuestionKind::File(_) => Draft::File(TextDraft::new(false)),
        QuestionKind::Note
        | QuestionKind::Calculate
        | QuestionKind::Hidden
        | QuestionKind::Meta(_) => Draft::Nothing,
    }
}

/// The battery of a group, its first open row in focus.
fn battery(words: &Words, interview: &Interview, group: Place) -> Draft {
    let shown: Vec<Place> = interview
        .shown_children(group)
        .into_iter()
        .filter(|&place| interview.relevant(place))
        .filter(|place| {
            let question = interview.form().node(place.node).question();
            question.is_some_and(|question| question.kind.is_answerable())
        })
        .collect();
    let scale = shown.first().map(|&place| interview.choices(place)).unwrap_or_default();
    let rows = shown
        .iter()
        .map(|&place| {
            let answer = interview.answer(place);
            let counts = answer.is_some_and(|answer| answer.standing == Standing::Counts);
            let value = answer.map(|answer| &answer.value);
            let chosen = match value {
                Some(Value::Choice(name)) if counts => {
                    scale.iter().position(|choice| *choice.name == **name)
                }
                _ => None,
            };
            let said = value.map(|value| wording::answer(words, interview, place, value));
            Row {
                place,
                label: interview.label(place).text,
                chosen,
                words: match said {
                    Some(_) if chosen.is_some() => String::new(),
                    Some(said) if counts => said,
                    Some(said) => (words.earlier_answer)(&said),
                    None => String::new(),
                },
                answered: counts,
                waiting: answer.is_some() && !counts,
                required: interview.required(place),
                left_open: interview.left_open(place).is_some(),
                trouble: !interview.failing(place).is_empty(),
            }
        })
        .collect();
    Draft::Battery(BatteryDraft::new(scale, rows))
}

/// The rows of a roster to choose from; with the question whether there is one more, if asked.
pub fn rows(words: &Words, interview: &Interview, roster: Place, asking: bool) -> RowsDraft {
    let keys: Vec<RowKey> = interview.rows(roster).to_vec();
    let (mut lines, mut targets) = (Vec::new(), Vec::new());
    for (at, &row) in keys.iter().enumerate() {
        let mut named = line("", &wording::row_name(interview, row));
        if asking {
            named.sign = format!("{}.", at + 1);
        } else {
            named.code = (at + 1).to_string();
        }
        lines.push(named);
        targets.push(Target::Row(row));
    }
    let kind = &interview.form().node(roster.node).kind;
    let open = matches!(kind, Kind::Roster(roster) if roster.count == Count::Open);
    if asking {
        lines.push(line(1, words.add_row));
        lines.push(line(2, words.no_more_rows));
        targets.extend([Target::Add, Target::NoMore]);
    }
    RowsDraft { roster, picker: Picker::new(lines), targets, count: keys.len(), open }
}

/// What can be done at the end of the interview, by code: see `update::end`.
fn end(words: &Words, interview: &Interview) -> Picker {
    if interview.state() == State::Complete {
        return Picker::new(vec![line(1, words.to_start), line(2, words.correct)]);
    }
    Picker::new(vec![
        line(1, words.finish),
        line(2, words.to_first_open),
        line(3, words.show_problems),
        line(4, words.leave_for_now),
    ])
}
