//! The statistics give what R's `survey` and other independent programs give, row by row of the
//! tables in `tests/conformance/statistics`.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use anketa::stats::agreement::{self, Metric};
use anketa::stats::crosstab::{self, Crosstab};
use anketa::stats::design::{Calibration, Design, SingleUnit, Stage};
use anketa::stats::estimate::{self, Estimate, QuantileRule};
use anketa::stats::frequency::{self, Said};
use anketa::stats::interval::{self, CountMethod, Method};
use anketa::stats::outcome::{Outcomes, RATES};
use anketa::stats::scale;
use anketa::stats::weight::{self, Totals};

/// A table of text.
struct Frame {
    columns: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

impl Frame {
    fn read(path: &Path) -> Frame {
        let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
        let names = reader.headers().expect("a header").clone();
        let columns = names.iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        let rows = reader
            .records()
            .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
            .collect();
        Frame { columns, rows }
    }

    fn texts(&self, column: &str) -> Vec<&str> {
        let at = self.columns[column];
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    /// A column as numbers; don't know, refused and not asked are missing.
    fn numbers(&self, column: &str) -> Vec<Option<f64>> {
        let special = !matches!(column, "age" | "dur_min" | "w_base" | "w" | "y");
        let number = |text: &&str| match *text {
            "98" | "99" if special => None,
            text => text.parse().ok(),
        };
        self.texts(column).iter().map(number).collect()
    }

    fn exact(&self, column: &str) -> Vec<f64> {
        self.texts(column).iter().map(|text| text.parse().expect("a number")).collect()
    }

    /// A column as groups, numbered in the order in which they come.
    fn groups(&self, column: &str) -> Vec<usize> {
        let mut seen: Vec<&str> = Vec::new();
        self.texts(column)
            .into_iter()
            .map(|text| {
                seen.iter().position(|known| *known == text).unwrap_or_else(|| {
                    seen.push(text);
                    seen.len() - 1
                })
            })
            .collect()
    }

    fn each(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|row| Row { frame: self, row })
    }
}

struct Row<'a> {
    frame: &'a Frame,
    row: &'a [String],
}

impl Row<'_> {
    fn text(&self, column: &str) -> &str {
        &self.row[self.frame.columns[column]]
    }

    fn number(&self, column: &str) -> Option<f64> {
        self.text(column).parse().ok()
    }

    /// Fails unless a value is what the column says; an empty cell says nothing.
    fn holds(&self, column: &str, got: f64, tolerance: f64) {
        let Some(expected) = self.number(column) else { return };
        let off = if expected.abs() > 1e-9 { (got / expected - 1.0).abs() } else { got.abs() };
        assert!(off <= tolerance, "{column}: {got} and not {expected} in {:?}", self.row);
    }
}

const EXACT: f64 = 1e-8;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/statistics")
}

fn expected(name: &str) -> Frame {
    Frame::read(&folder().join("expected").join(name))
}

fn input(name: &str) -> Frame {
    Frame::read(&folder().join("inputs").join(name))
}

/// The invented study with its derived variables and designs.
struct Study {
    frame: Frame,
    designs: BTreeMap<&'static str, Design>,
}

impl Study {
    fn new() -> Study {
        let frame = input("kzdemo.csv");
        let weights = expected("weights.csv");
        let base = frame.exact("w_base");
        let staged = |weights: Vec<f64>, population: Option<Vec<f64>>| Design {
            strata: frame.groups("stratum"),
            stages: vec![Stage { units: frame.groups("psu"), population }],
            ..Design::simple(weights)
        };
        let calibrated = |column: &str, calibration| Design {
            calibration,
            ..staged(weights.exact(column), None)
        };
        let margins = ["sex", "agegrp", "settlement"].map(|margin| frame.groups(margin)).into();
        let cells = cells_of(&frame);
        let designs = BTreeMap::from([
            ("kz_srs", Design::simple(vec![1.0; frame.rows.len()])),
            ("kz_w", Design::simple(base.clone())),
            ("kz_strpsu", staged(base.clone(), None)),
            ("kz_strpsu_fpc", staged(base.clone(), Some(frame.exact("n_psu_pop")))),
            (
                "kz_poststrat",
                calibrated("w_poststrat", Calibration::PostStratified { cells, before: base }),
            ),
            ("kz_rake", calibrated("w_rake", Calibration::Raked { margins })),
            ("kz_rake_fixedw", calibrated("w_rake", Calibration::None)),
            ("kz_ps_fixedw", calibrated("w_poststrat", Calibration::None)),
        ]);
        Study { frame, designs }
    }

    fn variable(&self, name: &str) -> Vec<Option<f64>> {
        let at_least = |of: &str, least: f64| {
            let values = self.frame.numbers(of).into_iter();
            values.map(|value| Some(f64::from(u8::from(value? >= least)))).collect()
        };
        match name {
            "aware" => {
                let values = self.frame.numbers("know_aware").into_iter();
                values.map(|value| Some(f64::from(u8::from(value? == 1.0)))).collect()
            }
            "anx_hi" => at_least("anx_gov", 2.0),
            "trust_ngo_top2" => at_least("trust_ngo", 3.0),
            name => self.frame.numbers(name),
        }
    }
}

fn cells_of(frame: &Frame) -> Vec<usize> {
    let pairs = frame.exact("sex").into_iter().zip(frame.exact("agegrp"));
    pairs.map(|(sex, age)| (sex * 10.0 + age) as usize).collect()
}

fn indicator(values: &[Option<f64>], level: f64) -> Vec<Option<f64>> {
    values.iter().map(|value| Some(f64::from(u8::from((*value)? == level)))).collect()
}

#[test]
fn means_proportions_and_totals() {
    let study = Study::new();
    let small = input("kz81.csv");
    let plain = Design::simple(vec![1.0; small.rows.len()]);
    for row in expected("means_props.csv").each() {
        let (design, mut values) = match row.text("design") {
            "kz81_srs" => (&plain, small.numbers(row.text("variable"))),
            name => (&study.designs[name], study.variable(row.text("variable"))),
        };
        if let Some(level) = row.number("level") {
            values = indicator(&values, level);
        }
        let found = match row.text("stat") {
            "mean" | "prop" => estimate::mean(design, &values).expect("rows"),
            _ => estimate::total(design, &values),
        };
        row.holds("estimate", found.value, EXACT);
        // A total that the weights were fitted to has no error but that of the arithmetic.
        if row.number("se").is_none_or(|error| error > 1e-12 * found.value) {
            row.holds("se", found.standard_error(), 1e-7);
        }
        row.holds("df", found.degrees_of_freedom, EXACT);
        row.holds("deff_wr", found.design_effect.unwrap_or(f64::NAN), 1e-7);
        row.holds("deff_wor", found.design_effect_finite.unwrap_or(f64::NAN), 1e-7);
    }
}

#[test]
fn intervals_of_proportions_under_a_design() {
    for row in expected("prop_ci_design.csv").each() {
        let number = |column: &str| row.number(column).expect("a number");
        let estimate = Estimate {
            value: number("estimate"),
            variance: number("se").powi(2),
            degrees_of_freedom: number("df"),
            rows: number("n") as usize,
            design_effect: None,
            design_effect_finite: None,
        };
        let method = match row.text("method") {
            "logit" | "xlogit" => Method::Logit,
            "mean" => Method::Mean,
            "asin" => Method::ArcSine,
            "korn_graubard" => Method::KornGraubard,
            _ => Method::Wilson,
        };
        let tolerance = if row.text("method") == "logit" { 1e-6 } else { EXACT };
        let (low, high) = interval::of_proportion(&estimate, method, number("level"));
        row.holds("low", low, tolerance);
        row.holds("high", high, tolerance);
    }
}

#[test]
fn proportions_of_the_study_with_their_intervals_from_the_data() {
    let study = Study::new();
    for row in expected("prop_ci_design.csv").each() {
        let Some(design) = study.designs.get(row.text("design")) else { continue };
        let found = estimate::mean(design, &study.variable(row.text("variable"))).expect("rows");
        row.holds("estimate", found.value, 1e-6);
        row.holds("se", found.standard_error(), 1e-6);
        row.holds("df", found.degrees_of_freedom, EXACT);
    }
}

#[test]
fn intervals_of_counts() {
    for row in expected("prop_ci_binomial.csv").each() {
        let method = match row.text("method") {
            "wilson" => CountMethod::Wilson,
            "wilson_cc" => CountMethod::WilsonCorrected,
            "clopper_pearson" => CountMethod::ClopperPearson,
            "agresti_coull" => CountMethod::AgrestiCoull,
            "logit_wald" => CountMethod::Logit,
            "jeffreys" => CountMethod::Jeffreys,
            _ => CountMethod::Wald,
        };
        let number = |column: &str| row.number(column).expect("a number");
        let found = interval::of_count(number("x"), number("n"), method, number("level"));
        match found {
            Some((low, high)) => {
                row.holds("low", low, EXACT);
                row.holds("high", high, EXACT);
            }
            None => assert_eq!((row.text("low"), row.text("high")), ("", ""), "{:?}", row.row),
        }
    }
}

#[test]
fn domains() {
    let study = Study::new();
    for row in expected("domains.csv").each() {
        let by = study.variable(row.text("by"));
        let values: Vec<Option<f64>> = study
            .variable(row.text("variable"))
            .into_iter()
            .zip(by)
            .map(|(value, by)| value.filter(|_| by == row.number("level")))
            .collect();
        let found = estimate::mean(&study.designs[row.text("design")], &values).expect("rows");
        row.holds("estimate", found.value, EXACT);
        row.holds("se", found.standard_error(), 1e-7);
        row.holds("df_domain", found.degrees_of_freedom, EXACT);
        row.holds("n_unweighted", found.rows as f64, EXACT);
        let (low, high) = found.interval(0.95);
        row.holds("low_t", low, 1e-7);
        row.holds("high_t", high, 1e-7);
    }
}

#[test]
fn quantiles() {
    let study = Study::new();
    for row in expected("quantiles.csv").each() {
        let rule = match row.text("qrule") {
            "math" => QuantileRule::Lower,
            _ => QuantileRule::Midpoint,
        };
        let values = study.variable(row.text("variable"));
        let share = row.number("q").expect("a share");
        let design = &study.designs[row.text("design")];
        let (value, (low, high), error) =
            estimate::quantile(design, &values, share, rule, 0.95).expect("rows");
        row.holds("estimate", value, EXACT);
        row.holds("low", low, EXACT);
        row.holds("high", high, EXACT);
        row.holds("se", error, EXACT);
    }
}

fn levels(values: &[Option<f64>], known: &[bool]) -> (Vec<Option<usize>>, Vec<f64>) {
    let mut sorted: Vec<f64> =
        values.iter().zip(known).filter_map(|(value, known)| value.filter(|_| *known)).collect();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup();
    let place = |value: &Option<f64>| sorted.iter().position(|level| Some(*level) == *value);
    (values.iter().map(place).collect(), sorted)
}

fn crosstab_of(study: &Study, row: &Row<'_>) -> (Crosstab, Vec<f64>, Vec<f64>) {
    let (one, other) = (study.variable(row.text("rowvar")), study.variable(row.text("colvar")));
    let known: Vec<bool> =
        one.iter().zip(&other).map(|(one, other)| one.is_some() && other.is_some()).collect();
    let (rows, row_levels) = levels(&one, &known);
    let (columns, column_levels) = levels(&other, &known);
    let size = (row_levels.len(), column_levels.len());
    let table = Crosstab::new(&study.designs[row.text("design")], &rows, &columns, size);
    (table, row_levels, column_levels)
}

#[test]
fn tests_of_independence() {
    let study = Study::new();
    for row in expected("crosstab_tests.csv").each() {
        let (table, _, _) = crosstab_of(&study, &row);
        let pearson = table.pearson();
        row.holds("n", table.rows, EXACT);
        row.holds("pearson_X2_weighted", pearson.statistic, EXACT);
        row.holds("df", pearson.df1, EXACT);
        row.holds("pearson_p_naive", pearson.p, 1e-7);
        row.holds("cramers_v_weighted", table.cramers_v(), EXACT);
        row.holds("rs1_p", table.rao_scott_first().expect("a test").p, 1e-6);
        let second = table.rao_scott_second().expect("a test");
        row.holds("rs2_F", second.statistic, 1e-7);
        row.holds("rs2_ndf", second.df1, 1e-7);
        row.holds("rs2_ddf", second.df2.expect("an F statistic"), 1e-7);
        row.holds("rs2_p", second.p, 1e-6);
    }
}

#[test]
fn cells() {
    let study = Study::new();
    for row in expected("crosstab_cells.csv").each() {
        let (table, row_levels, column_levels) = crosstab_of(&study, &row);
        let at = |levels: &[f64], column: &str| {
            let wanted = row.number(column);
            levels.iter().position(|level| Some(*level) == wanted).expect("the level is there")
        };
        let cell = at(&row_levels, "row") * column_levels.len() + at(&column_levels, "col");
        row.holds("n_unweighted", table.counts[cell], EXACT);
        row.holds("total_pct", table.shares[cell] * 100.0, EXACT);
    }
}

#[test]
fn independence_of_counts() {
    for row in expected("crosstab_unweighted.csv").each() {
        let lines: Vec<Vec<f64>> = row
            .text("cells")
            .split(';')
            .map(|line| line.split(' ').map(|count| count.parse().expect("a count")).collect())
            .collect();
        let size = (lines.len(), lines[0].len());
        let counts = lines.concat();
        let (pearson, ratio) =
            (crosstab::pearson(&counts, size), crosstab::likelihood_ratio(&counts, size));
        row.holds("X2", pearson.statistic, EXACT);
        row.holds("p", pearson.p, EXACT);
        row.holds("G2", ratio.statistic, EXACT);
        row.holds("p_G2", ratio.p, EXACT);
        row.holds(
            "cramers_v",
            crosstab::cramers_v(pearson.statistic, counts.iter().sum(), size),
            EXACT,
        );
        if size == (2, 2) {
            let corrected = crosstab::pearson_corrected(&counts);
            row.holds("X2_yates", corrected.statistic, EXACT);
            row.holds("p_yates", corrected.p, EXACT);
        }
    }
}

#[test]
fn weights() {
    let study = input("kzdemo.csv");
    let base = study.exact("w_base");
    let known = input("kzdemo_margins.csv");
    let totals = |variable: &str| -> Totals {
        let of = known.each().filter(|row| row.text("variable") == variable);
        of.map(|row| {
            let level = row.text("level").parse().expect("a level");
            (level, row.number("N").expect("a total"))
        })
        .collect()
    };
    let margins: Vec<(Vec<usize>, Totals)> = ["sex", "agegrp", "settlement"]
        .iter()
        .map(|name| {
            (study.exact(name).into_iter().map(|level| level as usize).collect(), totals(name))
        })
        .collect();
    let margins: Vec<(&[usize], &Totals)> =
        margins.iter().map(|(levels, totals)| (levels.as_slice(), totals)).collect();
    let raked = weight::rake(&base, &margins, 1e-13, 500).expect("they converge");
    let cells: Totals = input("kzdemo_poststrata.csv")
        .each()
        .map(|row| {
            let number = |column: &str| row.number(column).expect("a number");
            ((number("sex") * 10.0 + number("agegrp")) as usize, number("N"))
        })
        .collect();
    let fitted = weight::post_stratify(&base, &cells_of(&study), &cells).expect("all cells");
    let mean = raked.iter().sum::<f64>() / raked.len() as f64;
    let trimmed = |strict| weight::trim(&raked, mean / 3.0, mean * 3.0, strict);
    let columns = [
        ("w_base", base),
        ("w_poststrat", fitted),
        ("w_rake", raked.clone()),
        ("w_rake_trim", trimmed(false)),
        ("w_rake_trim_strict", trimmed(true)),
    ];
    for row in expected("designs.csv").each() {
        let study = Study::new();
        let Some(design) = study.designs.get(row.text("design")) else { continue };
        row.holds("sum_w", design.weights.iter().sum(), EXACT);
        row.holds("df", design.degrees_of_freedom(&vec![true; design.rows()]), EXACT);
    }
    for (at, row) in expected("weights.csv").each().enumerate() {
        for (name, weights) in &columns {
            row.holds(name, weights[at], EXACT);
        }
    }
    for row in expected("weights_summary.csv").each() {
        let (_, weights) =
            columns.iter().find(|(name, _)| *name == row.text("weight")).expect("it");
        let summary = weight::summary(weights).expect("weights");
        for (column, value) in [
            ("sum", summary.sum),
            ("mean", summary.mean),
            ("min", summary.least),
            ("max", summary.greatest),
            ("cv", summary.variation),
            ("kish_deff", summary.design_effect),
            ("kish_neff", summary.effective_rows),
        ] {
            row.holds(column, value, EXACT);
        }
    }
}

#[test]
fn strata_with_one_unit() {
    let frame = input("lonely.csv");
    for row in expected("lonely_psu.csv").each() {
        let single_unit = match row.text("option") {
            "adjust" => SingleUnit::Adjust,
            "average" => SingleUnit::Average,
            _ => SingleUnit::Certainty,
        };
        let design = Design {
            strata: frame.groups("stratum"),
            stages: vec![Stage { units: frame.groups("psu"), population: None }],
            single_unit,
            ..Design::simple(frame.exact("w"))
        };
        let values = frame.numbers("y");
        let (mean, total) = (estimate::mean(&design, &values), estimate::total(&design, &values));
        let mean = mean.expect("rows");
        row.holds("mean", mean.value, EXACT);
        row.holds("se_mean", mean.standard_error(), EXACT);
        row.holds("total", total.value, EXACT);
        row.holds("se_total", total.standard_error(), EXACT);
        row.holds("df", mean.degrees_of_freedom, EXACT);
    }
}

#[test]
fn likert_summaries() {
    let study = Study::new();
    let raked = expected("weights.csv").exact("w_rake");
    for row in expected("likert.csv").each() {
        let weights = match row.text("weight") {
            "none" => vec![1.0; raked.len()],
            _ => raked.clone(),
        };
        let answers = study.variable(row.text("item"));
        let steps = row.number("scale_max").expect("steps") as u32;
        let found = scale::likert(&answers, &weights, steps).expect("answers");
        for (column, value) in [
            ("n_valid", found.rows as f64),
            ("mean", found.mean),
            ("sd", found.deviation),
            ("median_lower", found.median),
            ("top2_pct", found.top_two * 100.0),
            ("bottom2_pct", found.bottom_two * 100.0),
            ("middle_pct", found.middle.unwrap_or(f64::NAN) * 100.0),
            ("net", found.net() * 100.0),
        ] {
            row.holds(column, value, EXACT);
        }
    }
}

#[test]
fn reliability_of_scales() {
    let study = Study::new();
    let items_of = |scale: &str| -> Vec<&str> {
        match scale {
            "trust" => vec!["trust_gov", "trust_local", "trust_ngo", "trust_media", "trust_court"],
            "factors" => vec!["f_ussr", "f_funding", "f_press", "f_restrict", "f_apathy"],
            _ => vec!["anx_speak", "anx_gov", "anx_join", "anx_online"],
        }
    };
    let answers = |row: &Row<'_>| -> Vec<Vec<Option<f64>>> {
        let mut items: Vec<Vec<Option<f64>>> =
            items_of(row.text("scale")).iter().map(|item| study.variable(item)).collect();
        if row.text("mode") == "listwise" {
            let complete: Vec<bool> = (0..study.frame.rows.len())
                .map(|at| items.iter().all(|item| item[at].is_some()))
                .collect();
            for item in &mut items {
                let mut keep = complete.iter();
                item.retain(|_| *keep.next().expect("as long"));
            }
        }
        items
    };
    for row in expected("alpha.csv").each() {
        let found = scale::reliability(&answers(&row)).expect("a scale");
        row.holds("raw_alpha", found.alpha, EXACT);
        row.holds("std_alpha", found.standardised, EXACT);
        row.holds("average_r", found.mean_correlation, EXACT);
        row.holds("feldt_low", found.interval.0, EXACT);
        row.holds("feldt_high", found.interval.1, EXACT);
    }
    for row in expected("alpha_items.csv").each() {
        let found = scale::reliability(&answers(&row)).expect("a scale");
        let at = items_of(row.text("scale")).iter().position(|item| *item == row.text("item"));
        let item = found.items[at.expect("the item is there")];
        row.holds("n", item.rows as f64, EXACT);
        row.holds("mean", item.mean, EXACT);
        row.holds("sd", item.deviation, EXACT);
        row.holds("r_drop", item.rest_correlation, EXACT);
        row.holds("alpha_if_deleted", item.alpha_without, EXACT);
    }
}

#[test]
fn agreement_of_coders() {
    for row in expected("kappa_cohen.csv").each() {
        let lines: Vec<&str> = row.text("cells").split(';').collect();
        let counts: Vec<f64> = lines
            .iter()
            .flat_map(|line| line.split(' '))
            .map(|count| count.parse().expect("a count"))
            .collect();
        let found = agreement::cohen(&counts, lines.len());
        row.holds("agreement", found.agreement, EXACT);
        row.holds("kappa", found.kappa, EXACT);
        row.holds("kappa_var", found.variance, EXACT);
        row.holds("kappa_linear", found.linear, EXACT);
        row.holds("kappa_quadratic", found.quadratic, EXACT);
    }
    let counts = input("fleiss_counts.csv");
    for row in expected("kappa_fleiss.csv").each() {
        let units: Vec<Vec<f64>> = counts
            .each()
            .filter(|unit| unit.text("dataset") == row.text("dataset"))
            .map(|unit| ["c1", "c2", "c3", "c4", "c5"].map(|c| unit.number(c).expect("it")).into())
            .collect();
        let found = agreement::fleiss(&units).expect("units");
        row.holds("P_bar", found.agreement, EXACT);
        row.holds("P_e", found.chance, EXACT);
        row.holds("kappa", found.kappa, EXACT);
        row.holds("se_null", found.null_error, EXACT);
    }
    let values = input("krippendorff.csv");
    for row in expected("krippendorff.csv").each() {
        let mut units: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        let own: Vec<Row<'_>> =
            values.each().filter(|v| v.text("dataset") == row.text("dataset")).collect();
        for value in &own {
            units.entry(value.text("unit")).or_default().push(value.number("value").expect("it"));
        }
        let metric = match row.text("metric") {
            "nominal" => Metric::Nominal,
            "ordinal" => Metric::Ordinal,
            "interval" => Metric::Interval,
            _ => Metric::Ratio,
        };
        let units: Vec<Vec<f64>> = units.into_values().collect();
        let found = agreement::krippendorff(&units, metric);
        row.holds("pairable_values", found.pairable, EXACT);
        row.holds("D_observed", found.observed, EXACT);
        row.holds("D_expected", found.expected, EXACT);
        row.holds("alpha", found.alpha, EXACT);
    }
    let pairs = input("coding_pairs.csv");
    for row in expected("coding_agreement.csv").each() {
        let mut counts = [0.0; 4];
        for pair in pairs.each().filter(|pair| pair.text("code") == row.text("code")) {
            let code = |column: &str| usize::from(pair.text(column) == "1");
            counts[code("coder_a") * 2 + code("coder_b")] += 1.0;
        }
        let found = agreement::cohen(&counts, 2);
        row.holds("both", counts[3], EXACT);
        row.holds("agreement", found.agreement, EXACT);
        row.holds("cohen_kappa", found.kappa, EXACT);
        row.holds("kappa_se", found.variance.sqrt(), EXACT);
        row.holds("kappa_se_null", found.null_variance.sqrt(), EXACT);
    }
}

#[test]
fn outcome_rates() {
    let cases = input("aapor_counts.csv");
    for row in expected("aapor_rates.csv").each() {
        let case = cases.each().find(|case| case.text("case") == row.text("case")).expect("it");
        let count = |column: &str| case.number(column).expect("a count");
        let outcomes = Outcomes {
            complete: count("I"),
            partial: count("P"),
            refused: count("R"),
            no_contact: count("NC"),
            other: count("O"),
            unknown_household: count("UH"),
            unknown_other: count("UO"),
            not_eligible: count("NE"),
        };
        let eligibility = case.number("e").or(outcomes.eligibility()).expect("known");
        row.holds("e_used", eligibility, EXACT);
        let at = RATES.iter().position(|rate| *rate == row.text("rate")).expect("a known rate");
        let found = outcomes.rates(eligibility)[at];
        assert_eq!(found.is_some(), row.number("value").is_some(), "{:?}", row.row);
        row.holds("value", found.unwrap_or_default(), EXACT);
    }
}

/// The weights of the study by the name that the tables give them.
fn weights_named(frame: &Frame, name: &str) -> Vec<f64> {
    match name {
        "none" => vec![1.0; frame.rows.len()],
        "w_base" => frame.exact("w_base"),
        _ => expected("weights.csv").exact("w_rake"),
    }
}

const DONT_KNOW: usize = 0;
const REFUSED: usize = 1;

/// What each row of the study says to a question whose answers are counted from 1, or from 0.
fn said(frame: &Frame, variable: &str) -> Vec<Said> {
    let of = |text: &&str| match *text {
        "" => Said::NotAsked,
        "98" => Said::Special(DONT_KNOW),
        "99" => Said::Special(REFUSED),
        answer => Said::Answer(answer.parse().expect("a code")),
    };
    frame.texts(variable).iter().map(of).collect()
}

#[test]
fn frequencies() {
    let frame = input("kzdemo.csv");
    for row in expected("frequencies.csv").each() {
        let said = said(&frame, row.text("variable"));
        let weights = weights_named(&frame, row.text("weight"));
        let wanted = match row.text("value") {
            "98" => Said::Special(DONT_KNOW),
            "99" => Said::Special(REFUSED),
            "NA_not_asked" => Said::NotAsked,
            answer => Said::Answer(answer.parse().expect("a code")),
        };
        let lines = frequency::table(&said, &weights, 6, 2);
        let line = lines.iter().find(|line| line.said == wanted).expect("a line");
        let percent = |share: Option<f64>| share.map_or(f64::NAN, |share| share * 100.0);
        row.holds("n_unweighted", line.rows as f64, EXACT);
        row.holds("count", line.weight, EXACT);
        row.holds("pct_total", line.of_all * 100.0, EXACT);
        row.holds("pct_asked", percent(line.of_asked), EXACT);
        row.holds("pct_valid", percent(line.of_valid), EXACT);
        row.holds("cum_pct_valid", percent(line.cumulative), EXACT);
    }
}

#[test]
fn item_nonresponse() {
    let frame = input("kzdemo.csv");
    for row in expected("item_nonresponse.csv").each() {
        let said = said(&frame, row.text("variable"));
        let lines = frequency::table(&said, &vec![1.0; said.len()], 6, 2);
        let rows = |wanted: &dyn Fn(Said) -> bool| -> f64 {
            lines.iter().filter(|line| wanted(line.said)).map(|line| line.rows as f64).sum()
        };
        row.holds("not_asked", rows(&|said| said == Said::NotAsked), EXACT);
        row.holds("asked", rows(&|said| said != Said::NotAsked), EXACT);
        row.holds("dk", rows(&|said| said == Said::Special(DONT_KNOW)), EXACT);
        row.holds("refused", rows(&|said| said == Said::Special(REFUSED)), EXACT);
        row.holds("valid", rows(&|said| matches!(said, Said::Answer(_))), EXACT);
        let share: f64 = lines
            .iter()
            .filter(|line| matches!(line.said, Said::Special(_)))
            .filter_map(|line| line.of_asked)
            .sum();
        row.holds("item_nonresponse_pct", share * 100.0, EXACT);
    }
}

#[test]
fn several_answers() {
    let study = Study::new();
    let names = ["src_tv", "src_internet", "src_social", "src_family", "src_press", "src_none"];
    let chosen: Vec<Vec<Option<bool>>> = names
        .iter()
        .map(|name| study.variable(name).iter().map(|value| Some((*value)? == 1.0)).collect())
        .collect();
    for row in expected("multiple_response.csv").each() {
        let design = match row.text("weight") {
            "none" => &study.designs["kz_srs"],
            _ => &study.designs["kz_rake_fixedw"],
        };
        let lines = frequency::options(design, &chosen).expect("answers");
        let at = names.iter().position(|name| *name == row.text("option")).expect("an option");
        let line = lines[at];
        row.holds("n_unweighted", line.rows as f64, EXACT);
        row.holds("responses", line.weight, EXACT);
        row.holds("pct_responses", line.of_choices * 100.0, EXACT);
        row.holds("pct_cases", line.of_rows.value * 100.0, EXACT);
        row.holds("pct_cases_se", line.of_rows.standard_error() * 100.0, 1e-7);
        row.holds("n_cases", line.of_rows.rows as f64, EXACT);
    }
}
