//! Geography: the earth as a sphere with its equatorial radius, without altitude.

use super::super::Defect;
use super::super::function::{Call, Function, Yields};
use super::super::val::Val;

const ANY: usize = usize::MAX;
/// Metres.
const EARTH_RADIUS: f64 = 6_378_100.0;

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "area(points, ...)",
        (1, ANY),
        Yields::Number,
        area,
        "The area inside the points of a shape, or of several points, in square metres.",
    ),
    Function::new(
        "enclosed-area(points, ...)",
        (1, ANY),
        Yields::Number,
        area,
        "The same as `area`.",
    ),
    Function::new(
        "distance(points, ...)",
        (1, ANY),
        Yields::Number,
        |call| Ok(Val::Number(length(&points(call, 0)?))),
        "The length of the way along the points of a trace or shape, or along several points, in \
         metres.",
    ),
    Function::new(
        "geofence(point, shape)",
        (2, 2),
        Yields::Boolean,
        geofence,
        "Whether the point lies inside the shape.",
    ),
    Function::new(
        "intersects(trace)",
        (1, 1),
        Yields::Boolean,
        |call| Ok(Val::Boolean(crosses_itself(&points(call, 0)?))),
        "Whether a trace or shape crosses itself.",
    ),
    Function::new(
        "distance-between(point, point)",
        (2, 2),
        Yields::Number,
        |call| {
            if call.text(0)?.is_empty() || call.text(1)?.is_empty() {
                return Ok(Val::BLANK);
            }
            Ok(Val::Number(length(&points(call, 0)?)))
        },
        "The distance between two points in metres.",
    )
    .only("SurveyCTO"),
    Function::new(
        "short-geopoint(point)",
        (1, 1),
        Yields::Text,
        |call| {
            let point = call.text(0)?;
            let parts: Vec<&str> = point.split_whitespace().take(2).collect();
            Ok(Val::text(parts.join(" ")))
        },
        "Latitude and longitude of a point, without altitude and accuracy.",
    )
    .only("SurveyCTO"),
];

/// Degrees.
#[derive(Clone, Copy, PartialEq)]
struct Point {
    latitude: f64,
    longitude: f64,
}

/// The points of all arguments from one on: each a point, or several separated by `;`.
fn points(call: &Call<'_, '_>, from: usize) -> Result<Vec<Point>, Defect> {
    let mut points = Vec::new();
    for value in call.values(from)? {
        let text = call.evaluation.text(value);
        points.append(&mut read(&text)?);
    }
    call.evaluation.spend(points.len())?;
    Ok(points)
}

fn read(text: &str) -> Result<Vec<Point>, Defect> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let mut numbers = part.split_whitespace().map(str::parse::<f64>);
            match (numbers.next(), numbers.next()) {
                (Some(Ok(latitude)), Some(Ok(longitude)))
                    if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 =>
                {
                    Ok(Point { latitude, longitude })
                }
                _ => Err(Defect::new(format!("`{part}` is no point: latitude and longitude"))),
            }
        })
        .collect()
}

fn area<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let points = points(call, 0)?;
    let Some((&first, others)) = points.split_first() else { return Ok(Val::Number(0.0)) };
    let degree = EARTH_RADIUS.to_radians();
    let flat: Vec<(f64, f64)> = others
        .iter()
        .map(|point| {
            let shrink = point.latitude.to_radians().cos();
            let x = (point.longitude - first.longitude) * degree * shrink;
            (x, (point.latitude - first.latitude) * degree)
        })
        .collect();
    let sum: f64 = flat
        .windows(2)
        .map(|pair| {
            let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
            (y1 * x2 - x1 * y2) / 2.0
        })
        .sum();
    Ok(Val::Number(sum.abs()))
}

fn length(points: &[Point]) -> f64 {
    points.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// By the spherical law of cosines.
fn distance(a: Point, b: Point) -> f64 {
    if a == b {
        return 0.0;
    }
    let (a_latitude, b_latitude) = (a.latitude.to_radians(), b.latitude.to_radians());
    let turn = (a.longitude - b.longitude).to_radians();
    let cosine =
        a_latitude.sin() * b_latitude.sin() + a_latitude.cos() * b_latitude.cos() * turn.cos();
    cosine.clamp(-1.0, 1.0).acos() * EARTH_RADIUS
}

/// Counts the sides that a ray from the point to the east crosses.
fn geofence<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let point = read(&call.text(0)?)?;
    let shape = read(&call.text(1)?)?;
    let Some(point) = point.first() else { return Ok(Val::Boolean(false)) };
    let mut inside = false;
    for pair in shape.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let straddles = (b.latitude > point.latitude) != (a.latitude > point.latitude);
        let crossing = (a.longitude - b.longitude) * (point.latitude - b.latitude)
            / (a.latitude - b.latitude)
            + b.longitude;
        if straddles && point.longitude < crossing {
            inside = !inside;
        }
    }
    Ok(Val::Boolean(inside))
}

fn crosses_itself(points: &[Point]) -> bool {
    let sides: Vec<(Point, Point)> = points.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let closed = points.first() == points.last();
    // Neighbouring sides share a point, which is no crossing.
    sides.iter().take(2000).enumerate().any(|(at, a)| {
        let others = sides.iter().take(2000).enumerate().skip(at + 2);
        others
            .filter(|(other, _)| !(closed && at == 0 && *other == sides.len() - 1))
            .any(|(_, b)| cross(*a, *b))
    })
}

fn cross(a: (Point, Point), b: (Point, Point)) -> bool {
    let side = |from: Point, to: Point, point: Point| {
        (to.longitude - from.longitude) * (point.latitude - from.latitude)
            - (to.latitude - from.latitude) * (point.longitude - from.longitude)
    };
    let apart = |x: f64, y: f64| (x > 0.0) != (y > 0.0) && x != 0.0 && y != 0.0;
    apart(side(a.0, a.1, b.0), side(a.0, a.1, b.1))
        && apart(side(b.0, b.1, a.0), side(b.0, b.1, a.1))
}
