//! GeoJSON files as tables: one row for each feature, its properties as columns, its place as
//! `geometry` in the form of a geopoint, trace or shape (ODK XForms, "external secondary instances").

use serde_json::{Map, Value};

use crate::expr::source::Table;

/// Reads a file; `None` where it is not a collection of features.
pub fn read(name: &str, bytes: &[u8]) -> Option<Table> {
    let root: Value = serde_json::from_slice(bytes).ok()?;
    let features = root.get("features")?.as_array()?;
    let mut columns: Vec<String> = ["id", "title", "geometry"].map(str::to_owned).to_vec();
    let empty = Map::new();
    let properties = |feature: &'_ Value| -> Map<String, Value> {
        feature.get("properties").and_then(Value::as_object).unwrap_or(&empty).clone()
    };
    for feature in features {
        for key in properties(feature).keys() {
            if !columns.contains(key) {
                columns.push(key.clone());
            }
        }
    }
    let mut table = Table::new(name, columns.clone());
    for feature in features {
        let properties = properties(feature);
        let cells: Vec<String> = columns
            .iter()
            .map(|column| match column.as_str() {
                "geometry" => place(feature.get("geometry")),
                "id" => text(properties.get("id").or_else(|| feature.get("id"))),
                other => text(properties.get(other)),
            })
            .collect();
        table.push(cells.iter().map(String::as_str));
    }
    Some(table)
}

fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// A place as ODK writes it: latitude, longitude, altitude, accuracy; points with `;` between.
fn place(geometry: Option<&Value>) -> String {
    let Some(coordinates) = geometry.and_then(|geometry| geometry.get("coordinates")) else {
        return String::new();
    };
    let kind = geometry.and_then(|geometry| geometry.get("type")).and_then(Value::as_str);
    let points: Vec<&Value> = match kind {
        Some("Point") => vec![coordinates],
        Some("LineString") => coordinates.as_array().into_iter().flatten().collect(),
        Some("Polygon") => {
            coordinates.get(0).and_then(Value::as_array).into_iter().flatten().collect()
        }
        _ => Vec::new(),
    };
    let point = |point: &Value| {
        let number = |at: usize| point.get(at).and_then(Value::as_f64);
        Some(format!("{} {} {} 0", number(1)?, number(0)?, number(2).unwrap_or(0.0)))
    };
    points.into_iter().filter_map(point).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn features_are_rows() {
        let text = r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": "a", "properties": {"title": "Алматы", "people": 2},
             "geometry": {"type": "Point", "coordinates": [76.9, 43.2]}}]}"#;
        let table = read("cities", text.as_bytes()).expect("a collection");
        assert_eq!(table.columns, ["id", "title", "geometry", "people"]);
        let row: Vec<&str> = table.row(0).collect();
        assert_eq!(row, ["a", "Алматы", "43.2 76.9 0 0", "2"]);
        assert!(read("x", b"[1]").is_none());
    }
}
