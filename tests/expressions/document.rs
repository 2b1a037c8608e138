//! `docs/functions.md`, made from the table of functions.

use anketa::expr::codes::CODES;
use anketa::expr::function::{Function, Looks, Yields};
use anketa::expr::functions::FAMILIES;

const HEAD: &str = "\
# The expression language

Made from the table of functions by `UPDATE=1 cargo test --test expressions`; do not edit.

Expressions are those of ODK XForms and XLSForm, in every source format alike:
`${age} >= 18 and selected(${languages}, 'kk')`.
";

const RULES: &str = "
## Rules

Where engines disagree, JavaRosa (ODK Collect) is followed. The cases are pinned in
`tests/conformance/expressions.txt`.

- `${name}` is the answer to the question nearest by that name: in a roster that the expression
  stands in, the answer of the same row; otherwise the answers of all rows. Where one value is
  needed, the first counts.
- `.` is the question itself, `..` what is around it, `../x` its neighbour, `/data/x` a path from
  the root whatever its name, `current()` the question also inside a predicate. There are the axes
  `child`, `parent` and `self`; not `//` and attributes.
- In a predicate, as in `${member}[age > 18]`, bare names are what is inside the row tested, and
  `${x}` is that of the row tested unless the expression itself stands in that roster. In a choice
  filter, bare names are columns of the choice.
- Blank is empty text. As a number it is NaN, so that arithmetic with a blank gives NaN and
  comparisons with `<` and `>` are false; `coalesce(${x}, 0)` is the cure. `sum`, `min` and `max`
  pass blanks over.
- Don't know, refused and not applicable are blank; `special(${x})` tells them apart. What does not
  apply, or was set aside, is blank too.
- `=` compares truth if one side is a truth value, else numbers if one side is a number, else text.
  `<`, `<=`, `>`, `>=` compare numbers. With several nodes it is enough that one pair fits. Numbers
  nearer than 10^-12 are equal.
- Text that is not empty is true, `'false'` and `'0'` too. 0 and NaN are false.
- Dates are text in ISO form and, as numbers, days since 1970-01-01 by the clock of the device. A
  date with a time of day is its day, in both; `decimal-date-time()` gives the fraction too. Two
  dates with a time of day are compared to the millisecond.
- Whole numbers beyond 9,007,199,254,740,991 keep their digits as text; in arithmetic they are
  rounded.
- `regex` matches whole texts. `substr` and `selected-at` count from 0, `substring` and
  `position` from 1.
- Several choices stand in the order in which they were chosen.
- Of several rows of a table that match, the first counts.

Differences from JavaRosa, each because its behaviour is an accident: text that is an ISO date
counts as its day number wherever a number is needed (there only dates do); `max` of negative
numbers is the highest of them (there nearly 0); `round` to tens of negative numbers rounds to the
nearest; `indexed-repeat` beyond the last row is blank (there an error); `concat` and `join` take
all nodes of each argument; patterns have no look-around.

An evaluation that fails (a pattern or date that cannot be read, more than two million visits, a
text beyond a million bytes) ends in a defect, which is recorded and stops nothing.
";

fn yields(function: &Function) -> &'static str {
    match function.yields {
        Yields::Text => "text",
        Yields::Number => "number",
        Yields::Boolean => "truth",
        Yields::Date => "date",
        Yields::Nodes => "nodes",
        Yields::Any => "as its argument",
    }
}

/// The whole document.
pub fn document() -> String {
    let mut text = String::from(HEAD);
    text.push_str(RULES);
    text.push_str(
        "\n## Functions\n\n`?` stands after what may be left out, `...` for more of the same.\n",
    );
    for (heading, functions) in FAMILIES {
        text.push_str(&format!("\n### {heading}\n\n| function | gives | |\n|---|---|---|\n"));
        for function in *functions {
            let mut about = function.about.replace('|', "\\|");
            if function.looks == Looks::Clock {
                about.push_str(" Changes by itself.");
            }
            if let Some(tools) = function.only {
                about.push_str(&format!(" *({tools})*"));
            }
            let signature = function.signature.replace('|', "\\|");
            text.push_str(&format!("| `{signature}` | {} | {about} |\n", yields(function)));
        }
    }
    text.push_str("\n## What the checker says\n\n| code | |\n|---|---|\n");
    for (code, title) in CODES {
        text.push_str(&format!("| {code} | {title}. |\n"));
    }
    text
}
