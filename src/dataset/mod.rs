//! The answers as tables for analysis. Which tables and columns there are follows from the form
//! alone, never from what was answered: two exports of one questionnaire always fit together.

pub mod codebook;
pub mod layout;
pub mod names;
pub mod rows;
