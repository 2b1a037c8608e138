//! What the checker finds out beside problems: what is looked at, what never changes.

use anketa::expr::names::{Names, Shape};
use anketa::expr::source::Source;
use anketa::expr::{Checked, check, evaluate_filter, parse};

use crate::fake::Fake;

fn checked(place: &str, text: &str) -> Checked {
    let fake = Fake::new();
    let at = fake.place(place).expect("the fake has it");
    let (mut expression, problems) = parse(text);
    assert_eq!(problems, [], "{text}");
    check(&mut expression, at.node, None, &fake)
}

/// The references as `name:shared`.
fn references(place: &str, text: &str) -> String {
    let fake = Fake::new();
    let found = checked(place, text).references;
    let written = found
        .iter()
        .map(|reference| format!("{}:{}", Names::name(&fake, reference.target), reference.shared));
    written.collect::<Vec<_>>().join(" ")
}

#[test]
fn references_share_the_rosters_that_both_stand_in() {
    let inside = "household/member[2]/m_age";
    let job = "household/member[1]/job[2]/pay";
    for (place, text, wanted) in [
        ("total", "${age} + ${age}", "age:0"),
        ("total", "sum(${m_age})", "m_age:0"),
        ("total", "sum(${member}[m_age > 1]/job/pay)", "member:0 m_age:0 pay:0"),
        ("total", "count(${member})", "member:0"),
        (inside, "${m_name}", "m_name:1"),
        (inside, "../m_name", "m_name:1"),
        (inside, "../../member/m_name", "m_name:0"),
        (inside, "/data/household/member/m_name", "m_name:1"),
        (inside, ". > ${rooms}", "rooms:0 m_age:1"),
        (inside, "count(${member}[m_name = ${m_name}])", "member:0 m_name:0"),
        (inside, "position(..)", "member:0"),
        (inside, "index()", "member:0"),
        (inside, "indexed-repeat(${m_name}, ${member}, 1)", "member:0 m_name:0"),
        (inside, "sum(${pay})", "pay:1"),
        (inside, "count(../*)", "member:0 m_name:0 m_age:0 more:0 job:0"),
        (inside, "once(1)", ""),
        (inside, "string-length()", "m_age:1"),
        (job, "${m_name} = ${pay}", "m_name:1 pay:2"),
        (job, "sum(../../job/pay)", "pay:1"),
        (job, "../../../member/m_age", "m_age:0"),
        (job, "indexed-repeat(${pay}, ${job}, 1)", "job:1 pay:1"),
        ("total", "instance('regions')/root/item[name = ${region}]/label", "region:0"),
        ("total", "instance('regions')/root/item[name = current()/../region]/label", "region:0"),
        ("total", "jr:choice-name(${sex}, '${sex}')", "sex:0"),
        ("total", "${last-saved#region}", ""),
        ("total", "count-if(${member}, m_age > 5)", "member:0 m_age:0"),
    ] {
        assert_eq!(references(place, text), wanted, "{text} at {place}");
    }
}

#[test]
fn what_never_changes_and_what_changes_by_itself_is_known() {
    for (text, constant, volatile) in [
        ("true()", Some(true), false),
        ("1 = 2", Some(false), false),
        ("'yes'", Some(true), false),
        ("''", Some(false), false),
        ("${age} > 1", None, false),
        ("today() > '2020-01-01'", None, true),
        ("once(random())", None, false),
        ("property('case') = ''", None, false),
        ("random() > 2", None, true),
    ] {
        let checked = checked("total", text);
        assert_eq!((checked.constant, checked.volatile), (constant, volatile), "{text}");
    }
}

#[test]
fn shapes_are_known() {
    for (text, shape) in [
        ("1 + 1", Shape::Number),
        ("${age} = 1", Shape::Boolean),
        ("${born}", Shape::Date),
        ("concat('a')", Shape::Text),
        ("if(true(), ${age}, 0)", Shape::Number),
        ("if(true(), ${age}, 'x')", Shape::Text),
        ("coalesce(${age}, 0)", Shape::Number),
        ("${member}", Shape::Roster),
        ("${m_age} | ${age}", Shape::Nodes),
        ("today()", Shape::Date),
    ] {
        assert_eq!(checked("total", text).shape, shape, "{text}");
    }
}

#[test]
fn a_choice_filter_reads_columns_by_their_bare_names() {
    let fake = Fake::new();
    let table = Source::table(&fake, "regions").expect("the fake has it");
    for (place, text, wanted, codes) in [
        ("total", "zone = 'west'", "aktau oral", ""),
        ("total", "name != ${region} and zone = 'west'", "oral", ""),
        ("total", "not(selected('aktau oral', name))", "almaty", ""),
        ("total", "${sex} = 'male' or starts-with(label, 'A')", "almaty aktau", ""),
        ("total", "name = current()/../region", "aktau", ""),
        ("total", "position() < 3", "almaty aktau", ""),
        ("total", "true()", "almaty aktau oral", ""),
        ("total", "zon = 'west'", "", "W0308"),
        ("total", "name = ../region", "", "W0309"),
        ("household/member[2]/m_age", "${m_name} = 'Bolat'", "almaty aktau oral", ""),
    ] {
        let at = fake.place(place).expect("the fake has it");
        let (mut filter, problems) = parse(text);
        assert_eq!(problems, [], "{text}");
        let checked = check(&mut filter, at.node, Some(&table.columns), &fake);
        let found: Vec<&str> = checked.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(found.join(" "), codes, "{text}");
        let offered: Vec<&str> = (0..table.height())
            .filter(|&row| evaluate_filter(&filter, at, table, row, &fake) == Ok(true))
            .filter_map(|row| table.cell(row, 0))
            .collect();
        assert_eq!(offered.join(" "), wanted, "{text}");
    }
}

#[test]
fn the_nearest_name_is_offered() {
    let fake = Fake::new();
    let at = fake.place("total").expect("the fake has it");
    for (text, help) in [
        ("${agee}", "did you mean `${age}`?"),
        ("../agee", "did you mean `age`?"),
        ("age > 1", "write `${age}`"),
        ("${sex} = femal", "text is written in quotes"),
        ("${sex} = 'femal'", "did you mean `female`?"),
        ("${sex} = 'refused'", "a special answer is tested with `special(...) = 'refused'`"),
        ("selectd(${sex}, 'male')", "did you mean `selected`?"),
        ("selected(${sex})", "it is `selected(answer, choice)`"),
        ("instance('region')/root/item/name", "did you mean `regions`?"),
        ("pulldata('villages', 'nam', 'code', 1)", "did you mean `name`?"),
        ("1 AND 2", "operators are written small: `and`"),
        ("true", "write `true()`, or text in quotes"),
        ("${age} == 1", "write `=`"),
    ] {
        let (mut expression, mut problems) = parse(text);
        problems.extend(check(&mut expression, at.node, None, &fake).problems);
        let found: Vec<&str> = problems.iter().filter_map(|one| one.help.as_deref()).collect();
        assert!(found.contains(&help), "{text}: {problems:?}");
    }
}
