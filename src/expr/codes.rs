//! The catalogue of what can be said about an expression.

/// Each code with its title; `E` for errors, `W` for warnings.
pub const CODES: &[(&str, &str)] = &[
    (UNREADABLE, "The expression cannot be read"),
    (UNCLOSED_TEXT, "Text in quotes does not end"),
    (UNKNOWN_NAME, "No question, group or roster has that name"),
    (AMBIGUOUS_NAME, "Several nodes have that name and none is nearer"),
    (UNKNOWN_FUNCTION, "There is no such function"),
    (ARITY, "A function is given too few or too many arguments"),
    (TOO_DEEP, "The expression is nested too deeply"),
    (UNKNOWN_TABLE, "There is no look-up table or choice list of that name"),
    (UNSUPPORTED, "A construct of XPath that questionnaires do not have"),
    (EMPTY, "The expression is empty"),
    (BAD_REFERENCE, "A reference is not of the form ${name}"),
    (DEAD_PATH, "A path leads nowhere"),
    (NO_SUCH_CHOICE, "An answer is compared with what is none of its choices"),
    (NOT_A_NUMBER, "Arithmetic on what is no number"),
    (CONSTANT, "A condition is always true or always false"),
    (PORTABILITY, "A function that not every ODK tool knows"),
    (BAD_PATTERN, "A pattern that cannot be used"),
    (NOT_A_VALUE, "A group or roster is used as if it had a value"),
    (KEPT_NOT_USED, "A function that is kept but has no effect here"),
    (UNKNOWN_COLUMN, "The table has no such column"),
    (FILTER_PARENT, "A step up in a choice filter leaves the choice, not the question"),
];

/// The expression cannot be read.
pub const UNREADABLE: &str = "E0301";
/// Text in quotes does not end.
pub const UNCLOSED_TEXT: &str = "E0302";
/// No node has that name.
pub const UNKNOWN_NAME: &str = "E0303";
/// Several nodes have that name.
pub const AMBIGUOUS_NAME: &str = "E0304";
/// There is no such function.
pub const UNKNOWN_FUNCTION: &str = "E0305";
/// Too few or too many arguments.
pub const ARITY: &str = "E0306";
/// Nested too deeply.
pub const TOO_DEEP: &str = "E0307";
/// There is no such table.
pub const UNKNOWN_TABLE: &str = "E0308";
/// A construct of XPath that questionnaires do not have.
pub const UNSUPPORTED: &str = "E0309";
/// The expression is empty.
pub const EMPTY: &str = "E0310";
/// A reference is not of the form `${name}`.
pub const BAD_REFERENCE: &str = "E0311";
/// A path leads nowhere.
pub const DEAD_PATH: &str = "E0312";
/// An answer is compared with what is none of its choices.
pub const NO_SUCH_CHOICE: &str = "W0301";
/// Arithmetic on what is no number.
pub const NOT_A_NUMBER: &str = "W0302";
/// Always true or always false.
pub const CONSTANT: &str = "W0303";
/// Not every ODK tool knows the function.
pub const PORTABILITY: &str = "W0304";
/// A pattern that cannot be used.
pub const BAD_PATTERN: &str = "W0305";
/// A group or roster used as a value.
pub const NOT_A_VALUE: &str = "W0306";
/// A function that has no effect here.
pub const KEPT_NOT_USED: &str = "W0307";
/// The table has no such column.
pub const UNKNOWN_COLUMN: &str = "W0308";
/// A step up in a choice filter.
pub const FILTER_PARENT: &str = "W0309";
