//! Walking through a form without a person: an interview as text, replayed or made at random.
//!
//! A transcript has one JSON object a line. `form` opens it; `ask` says what is asked, `answer`
//! and `repeat` what was tried and how it ended; `final` lists the values after the end of the
//! form, `stop` says where a replay had no line to go on with. All values are canonical text; a
//! path is an address in words. Replaying a transcript writes the same transcript again.

pub mod leaning;
pub mod line;
pub mod random;
pub mod replay;

mod spelling;
mod walker;
