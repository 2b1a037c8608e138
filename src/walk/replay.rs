//! Replaying a transcript: lines in, lines out.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::NaiveDate;

use super::line::Given;
use super::walker::{Reply, Respondent, Walker};
use crate::form::Form;
use crate::interview::Interview;
use crate::moment::Moment;
use crate::place::Place;

/// No walk passes more stops than this: a transcript could add rows for ever.
const STOPS_MAX: usize = 1_000_000;

/// What a replay is told beside the transcript.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What counts as now.
    pub now: Moment,
    /// The language's code; empty for the form's first.
    pub language: String,
    /// The case.
    pub case: String,
    /// Properties of device and interviewer, by name.
    pub properties: Vec<(String, String)>,
    /// Whether it does as ODK's engine does where ours differs on purpose: see
    /// [`Interview::as_odk`].
    pub as_odk: bool,
    /// The minutes east of UTC at the midnight of a day, by the rules of the time zone; those of
    /// now where they are not known.
    pub zone: Option<fn(NaiveDate) -> Option<i16>>,
}

/// The properties of device and interviewer on a walk, which has neither: fixed, so that a walk is
/// the same on every machine, and the same as those with which transcripts are recorded.
pub fn no_device() -> Vec<(String, String)> {
    const NAMES: [&str; 12] = [
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "uri:deviceid",
        "uri:subscriberid",
        "uri:simserial",
        "uri:phonenumber",
        "uri:username",
        "uri:email",
    ];
    let fixed = |name: &&str| ((*name).to_owned(), format!("oracle-{name}"));
    let imei = ("imei".to_owned(), "oracle-deviceid".to_owned());
    NAMES.iter().map(fixed).chain([imei]).collect()
}

/// Walks a form with the answers of a transcript and gives the transcript of that walk.
pub fn replay<'a>(
    form: &Arc<Form>,
    lines: impl IntoIterator<Item = &'a str>,
    options: &Options,
) -> Vec<String> {
    let mut script = Script { given: lines.into_iter().filter_map(Given::read).collect() };
    let properties = options.properties.clone();
    let started = Interview::started(&options.case, &options.language, properties, options.now);
    let interview = Interview::new(Arc::clone(form), Vec::new());
    let mut walker =
        Walker::begin(if options.as_odk { interview.as_odk() } else { interview }, started);
    walker.zone = options.zone;
    walker.walk(&mut script, STOPS_MAX);
    walker.lines
}

/// The lines of a transcript that are still to come.
struct Script {
    given: VecDeque<Given>,
}

impl Script {
    /// Why the walk cannot go on.
    fn why(&self) -> String {
        match self.given.front() {
            Some(next) => format!("the next line of the transcript is for {}", next.at()),
            None => "the transcript has no further line".to_owned(),
        }
    }
}

impl Respondent for Script {
    fn answer(&mut self, interview: &Interview, place: Place, tried: usize) -> Reply<String> {
        let here = interview.path(place);
        match self
            .given
            .pop_front_if(|next| matches!(next, Given::Answer { at, .. } if *at == here))
        {
            Some(Given::Answer { value, .. }) => Reply::Give(value),
            _ if tried > 0 => Reply::GoOn,
            _ => Reply::Stop(self.why()),
        }
    }

    fn heading(&mut self, at: &str) -> Option<String> {
        let next = |next: &mut Given| matches!(next, Given::Answer { .. }) && next.at() == at;
        match self.given.pop_front_if(next) {
            Some(Given::Answer { value, .. }) => Some(value),
            _ => None,
        }
    }

    fn repeat(&mut self, _interview: &Interview, at: &str) -> Reply<bool> {
        match self
            .given
            .pop_front_if(|next| matches!(next, Given::Repeat { .. }) && next.at() == at)
        {
            Some(Given::Repeat { add, .. }) => Reply::Give(add),
            _ => Reply::Stop(self.why()),
        }
    }
}
