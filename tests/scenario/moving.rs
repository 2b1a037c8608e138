//! How a person gets to places and rows by keys.

use anketa::app::draft::Draft;
use anketa::app::draft::rows::Target;
use anketa::app::key::Key;
use anketa::app::live::stop_place;
use anketa::app::mode::Mode;
use anketa::form::node::{Count, Kind};
use anketa::interview::Stop;
use anketa::place::Place;

use super::keys::{Keys, Pressed};
use super::telling::{self, Outcome};

impl Keys<'_> {
    /// Goes to a stop of the engine.
    pub fn go_to(&mut self, stop: Stop) -> Result<(), String> {
        let words = telling::stop_words(&self.engine.interview, stop);
        if self.person.model.live.is_none() {
            return Ok(());
        }
        let stop = telling::stop_at(&self.interview(), &words);
        self.travel(stop.ok_or(format!("there is no {words}"))?)
    }

    /// Goes to the stop of an address.
    pub fn go_to_place(&mut self, name: &str) -> Result<(), String> {
        let interview = self.interview();
        let place = telling::place(&interview, name)?;
        self.travel(interview.stop_of(place))
    }

    fn travel(&mut self, stop: Stop) -> Result<(), String> {
        if self.stop() == stop {
            return Ok(());
        }
        self.settle()?;
        self.leave_block()?;
        let interview = self.interview();
        match stop {
            Stop::End => {
                self.key("{F10}", "/menu");
                let Mode::Menu { picker, .. } = self.person.model.mode() else {
                    return Err("there is no menu".to_owned());
                };
                let end = self.person.model.words.to_the_end;
                let items = picker.show().items;
                let line = items
                    .iter()
                    .find(|item| item.label == end)
                    .ok_or("no line leads to the end")?;
                let code = line.code.clone();
                self.enter(&code);
            }
            Stop::AddRow(_) => {
                // The end of a roster is in no list: it comes after its last row.
                let before = interview.previous_stop(stop).ok_or("nothing is before the roster")?;
                self.travel(before)?;
                self.settle()?;
                self.key("{PgDn}", "/next");
            }
            Stop::Question(place) | Stop::Battery(place) => self.look_up(place, stop)?,
        }
        if self.stop() == stop { Ok(()) } else { Err("the keys lead elsewhere".to_owned()) }
    }

    /// A respondent alone sees no list: goes back out of the block.
    fn leave_block(&mut self) -> Result<(), String> {
        for _ in 0..20 {
            let Some(live) = &self.person.model.live else { return Ok(()) };
            if live.alone(live.stop).is_none() {
                return Ok(());
            }
            self.key("{PgUp}", "/back");
        }
        Err("there is no way out of the block".to_owned())
    }

    /// Finds a question in the outline by its name.
    fn look_up(&mut self, place: Place, stop: Stop) -> Result<(), String> {
        let name = self.person.form.node(place.node).name.clone();
        if self.lines {
            self.key("", "/goto");
            let Mode::Jump(mode) = self.person.model.mode() else {
                return Err("there is no outline".to_owned());
            };
            let at = mode.stops.iter().position(|listed| *listed == Some(stop));
            let at = at.ok_or(format!("{name} is not in the outline"))?;
            self.enter(&format!("#{}", at + 1));
            return Ok(());
        }
        self.person.keys("{F7}");
        self.person.keys(&name);
        self.person.keys("{Home}");
        let mut last = None;
        loop {
            let Mode::Jump(mode) = self.person.model.mode() else {
                return Err("there is no outline".to_owned());
            };
            let at = mode.picker.highlighted();
            if at.and_then(|at| mode.stops.get(at)).copied().flatten() == Some(stop) {
                self.person.keys("⏎");
                return Ok(());
            }
            if at.is_some() && at == last {
                return Err(format!("{name} is not in the outline"));
            }
            last = at;
            self.person.keys("{Down}");
        }
    }

    /// Whether the outline leads anywhere inside a place.
    fn is_listed(&mut self, place: Place) -> bool {
        self.key("{F7}", "/goto");
        let interview = self.interview();
        let Mode::Jump(mode) = self.person.model.mode() else { return false };
        let inside = |stop: &Option<Stop>| {
            let mut at = stop.and_then(stop_place);
            while let Some(found) = at {
                if found.node == place.node {
                    return true;
                }
                at = interview.parent(found);
            }
            false
        };
        let listed = mode.stops.iter().any(inside);
        self.key("{Esc}", "/close");
        listed
    }

    /// Adds a row at the end of a roster.
    pub fn add(&mut self, name: &str, told: &Outcome) -> Pressed {
        let interview = self.interview();
        let roster = telling::place(&interview, name)?;
        let Kind::Roster(kind) = &self.person.form.node(roster.node).kind else {
            return Err(format!("{name} is no roster"));
        };
        if told.refused.iter().any(|why| why == "nothing there") {
            return Ok(Some("not on the screen"));
        }
        if !interview.relevant(roster) {
            let listed = self.is_listed(roster);
            return if listed {
                Err("it is listed".to_owned())
            } else {
                Ok(Some("does not apply"))
            };
        }
        if kind.count != Count::Open {
            let row = *interview.rows(roster).first().ok_or("there is no row")?;
            let at = self.open_rows(Place::new(row, roster.node))?;
            self.key("{Ins}", &format!("/add #{at}"));
            return Ok(None);
        }
        self.travel(Stop::AddRow(roster))?;
        let Draft::Rows(draft) = super::typing::live_draft(self)? else {
            return Err("the rows do not end here".to_owned());
        };
        let add = draft.targets.iter().position(|target| *target == Target::Add);
        let line = add.map_or_else(String::new, |at| draft.picker.show().items[at].code.clone());
        self.enter(&line);
        Ok(None)
    }

    /// Removes a row.
    pub fn remove(&mut self, name: &str) -> Pressed {
        let interview = self.interview();
        let row = telling::place(&interview, name)?;
        if !interview.relevant(row) {
            let listed = self.is_listed(row);
            return if listed {
                Err("it is listed".to_owned())
            } else {
                Ok(Some("does not apply"))
            };
        }
        let at = self.open_rows(row)?;
        self.key("{Del}", &format!("/remove #{at}"));
        if matches!(self.person.model.mode(), Mode::Confirm(_)) {
            self.enter("1");
        }
        Ok(None)
    }

    /// Moves a row to another position.
    pub fn shift(&mut self, rest: &str) -> Pressed {
        let (name, to) = rest.split_once(" to ").ok_or("move what to where?")?;
        let to: usize = to.parse().map_err(|_| "move to which position?")?;
        let interview = self.interview();
        let row = telling::place(&interview, name)?;
        let at = interview.row_position(row.row) + 1;
        self.open_rows(row)?;
        let (key, command) = if to > at { ("{ShiftDown}", "/down") } else { ("{ShiftUp}", "/up") };
        for step in 0..at.abs_diff(to) {
            let now = if to > at { at + step } else { at - step };
            self.key(key, &format!("{command} #{now}"));
        }
        Ok(None)
    }

    /// Opens the rows of a roster with one of them highlighted; its position from 1.
    fn open_rows(&mut self, row: Place) -> Result<usize, String> {
        let interview = self.interview();
        self.travel(interview.stop_of(row))?;
        let at = interview.row_position(row.row) + 1;
        if self.lines {
            // A command for a row opens them by itself.
            return Ok(at);
        }
        self.person.keys("{F12}{Home}");
        for _ in 0..interview.row_position(row.row) {
            self.person.press(Key::Down);
        }
        match self.person.model.mode() {
            Mode::Rows(draft) if draft.chosen() == Some(Target::Row(row.row)) => Ok(at),
            _ => Err("the row is not in the list of rows".to_owned()),
        }
    }
}
