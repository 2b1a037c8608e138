//! Tables as the bytes of an XLSX workbook: the same tables give the same bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::Table;

/// A column is at least and at most so wide, in characters; longer texts wrap.
const WIDTH: (usize, usize) = (10, 60);
/// A cell holds at most so many characters.
const CELL_MAX: usize = 32_767;

/// Why tables cannot be a workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// A cell is too long.
    #[error(
        "the text in sheet {sheet}, row {row} is longer than a workbook allows (32,767 characters)"
    )]
    TooLong {
        /// The sheet.
        sheet: String,
        /// The row, from 1.
        row: usize,
    },
    /// The writer of workbooks refuses.
    #[error("the workbook cannot be made: {0}")]
    Refused(#[from] XlsxError),
}

/// Writes a workbook.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    // A fixed date, so that the same questionnaire gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for table in tables {
        sheet(workbook.add_worksheet(), table)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), WorkbookError> {
    let heading = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xD9_E2_F3))
        .set_align(FormatAlign::VerticalCenter);
    let group = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(&table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in table.rows.iter().enumerate() {
        let begins = cells.first().is_some_and(|text| text.starts_with("begin_"));
        let format = match row {
            0 => &heading,
            _ if begins => &group,
            _ => &cell,
        };
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            if text.chars().count() > CELL_MAX {
                return Err(WorkbookError::TooLong { sheet: table.name.clone(), row: row + 1 });
            }
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    let width = table.rows.first().map_or(0, Vec::len);
    for column in 0..width {
        let texts = table.rows.iter().filter_map(|row| row.get(column));
        let lines = texts.flat_map(|text| text.lines().map(|line| line.chars().count()));
        let longest = lines.max().unwrap_or(0).clamp(WIDTH.0, WIDTH.1);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        sheet.set_column_width(column, f64::from(u32::try_from(longest + 2).unwrap_or(62)))?;
    }
    Ok(())
}
