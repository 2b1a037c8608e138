//! A small questionnaire with answers, as names and as a live interview, to read expressions at.

use std::collections::HashMap;

use anketa::expr::names::{Found, Names, Shape};
use anketa::expr::near::nearest;
use anketa::expr::source::{Source, Table};
use anketa::moment::Moment;
use anketa::place::{NodeId, Place, RowKey};
use anketa::value::{Date, Decimal, Special, Time, Value};

struct Node {
    name: &'static str,
    parent: Option<NodeId>,
    children: Vec<NodeId>,
    shape: Shape,
}

struct Row {
    roster: Option<NodeId>,
    around: RowKey,
}

/// The questionnaire with its answers.
pub struct Fake {
    nodes: Vec<Node>,
    rows: Vec<Row>,
    values: HashMap<Place, Value>,
    tables: Vec<Table>,
}

impl Fake {
    /// Three members of a household with their jobs, two look-up tables, answers of every kind.
    pub fn new() -> Fake {
        let root = Node { name: "data", parent: None, children: vec![], shape: Shape::Group };
        let tables = vec![
            table(
                "regions",
                "name,label,zone",
                "almaty,Almaty,south;aktau,Aktau,west;oral,Oral,west",
            ),
            table("villages", "code,name,people", "v1,Kegen,1200;v2,Narynkol,900;v2,Again,1"),
        ];
        let rows = vec![Row { roster: None, around: RowKey::ROOT }];
        let mut fake = Fake { nodes: vec![root], rows, values: HashMap::new(), tables };
        fake.questions();
        fake.household();
        fake
    }

    /// The same with one more table, `big`, of so many rows.
    pub fn with_big_table(self, rows: usize) -> Fake {
        let mut table = Table::new("big", vec!["name".to_owned()]);
        (0..rows).for_each(|row| table.push([row.to_string().as_str()]));
        let mut tables = self.tables;
        tables.push(table);
        Fake { tables, ..self }
    }

    fn questions(&mut self) {
        let names = |list: &str| list.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let sex = || Shape::Choice(names("female male"));
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let geo = |text: &str| Some(Value::Geo(text.to_owned()));
        let decimal = |text: &str| Decimal::parse(text).map(Value::Decimal);
        let choice = |name: &str| Some(Value::Choice(name.to_owned()));
        let born = Date::parse("1992-03-05").map(Value::Date);
        let clock = Time::parse("06:00:00.000+05:00").map(Value::Time);
        let visit = Date::parse("2026-06-15")
            .zip(Time::parse("10:30:00.000+05:00"))
            .map(|(date, time)| Value::DateTime(date, time));
        let languages = Shape::Choices(names("kk ru en"));
        let chosen = Some(Value::Choices(names("ru kk")));
        for (name, shape, value) in [
            ("name", Shape::Text, text("Aigerim  Ә ")),
            ("age", Shape::Number, Some(Value::Integer(34))),
            ("height", Shape::Number, decimal("1.70")),
            ("sex", sex(), choice("female")),
            ("languages", languages, chosen),
            ("blank", Shape::Number, None),
            ("born", Shape::Date, born),
            ("visit", Shape::Date, visit),
            ("clock", Shape::Time, clock),
            ("dk", Shape::Number, Some(Value::Special(Special::DontKnow))),
            ("refused", sex(), Some(Value::Special(Special::Refused))),
            ("big", Shape::Number, Some(Value::Integer(9_007_199_254_740_993))),
            ("point", Shape::Geo, geo("43.25 76.95 700 5")),
            ("shape", Shape::Geo, geo("0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0")),
            ("ack", Shape::Text, Some(Value::Acknowledged)),
            ("flag", Shape::Text, text("false")),
            ("region", Shape::Choice(names("almaty aktau oral")), choice("aktau")),
            ("gone", Shape::Number, None),
            ("total", Shape::Text, None),
        ] {
            let node = self.add(name, NodeId::ROOT, shape);
            self.put(RowKey::ROOT, node, value);
        }
    }

    fn household(&mut self) {
        let household = self.add("household", NodeId::ROOT, Shape::Group);
        let rooms = self.add("rooms", household, Shape::Number);
        self.put(RowKey::ROOT, rooms, Some(Value::Integer(3)));
        let member = self.add("member", household, Shape::Roster);
        let m_name = self.add("m_name", member, Shape::Text);
        let m_age = self.add("m_age", member, Shape::Number);
        let more = self.add("more", member, Shape::Group);
        let m_note = self.add("m_note", more, Shape::Text);
        let job = self.add("job", member, Shape::Roster);
        let pay = self.add("pay", job, Shape::Number);
        let plot = self.add("plot", NodeId::ROOT, Shape::Roster);
        self.add("hectares", plot, Shape::Number);
        for (name, age, pays) in
            [("Aliya", Some(34), &[100, 200][..]), ("Bolat", None, &[]), ("Dana", Some(7), &[50])]
        {
            let row = self.add_row(member, RowKey::ROOT);
            self.put(row, m_name, Some(Value::Text(name.to_owned())));
            self.put(row, m_age, age.map(Value::Integer));
            // The note does not apply to Bolat.
            let note = (name != "Bolat").then(|| Value::Text(format!("note on {name}")));
            self.put(row, m_note, note);
            for &amount in pays {
                let inner = self.add_row(job, row);
                self.put(inner, pay, Some(Value::Integer(amount)));
            }
        }
    }

    fn add(&mut self, name: &'static str, parent: NodeId, shape: Shape) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { name, parent: Some(parent), children: vec![], shape });
        self.nodes[parent.index()].children.push(id);
        id
    }

    fn add_row(&mut self, roster: NodeId, around: RowKey) -> RowKey {
        self.rows.push(Row { roster: Some(roster), around });
        RowKey(self.rows.len() as u32 - 1)
    }

    fn put(&mut self, row: RowKey, node: NodeId, value: Option<Value>) {
        if let Some(value) = value {
            self.values.insert(Place::new(row, node), value);
        }
    }

    /// The place of an address such as `household/member[2]/m_age`.
    pub fn place(&self, address: &str) -> Option<Place> {
        let mut at = Place::ROOT;
        for part in address.split('/') {
            let (name, row) = match part.split_once('[') {
                Some((name, rest)) => (name, rest.trim_end_matches(']').parse().ok()?),
                None => (part, 1),
            };
            at = *Source::children(self, at, name).get(row - 1_usize)?;
        }
        Some(at)
    }

    fn rosters_around(&self, node: NodeId) -> Vec<NodeId> {
        let mut rosters = Vec::new();
        let mut at = self.nodes[node.index()].parent;
        while let Some(node) = at {
            if self.nodes[node.index()].shape == Shape::Roster {
                rosters.push(node);
            }
            at = self.nodes[node.index()].parent;
        }
        rosters.reverse();
        rosters
    }

    fn rows_in(&self, roster: NodeId, around: RowKey) -> Vec<RowKey> {
        let is_row = |row: &Row| row.roster == Some(roster) && row.around == around;
        let found = self.rows.iter().enumerate().filter(|(_, row)| is_row(row));
        found.map(|(at, _)| RowKey(at as u32)).collect()
    }

    fn row_chain(&self, row: RowKey) -> Vec<RowKey> {
        let mut chain = vec![row];
        let mut at = row;
        while at != RowKey::ROOT {
            at = self.rows[at.index()].around;
            chain.push(at);
        }
        chain
    }
}

fn table(name: &str, columns: &str, rows: &str) -> Table {
    let mut table = Table::new(name, columns.split(',').map(str::to_owned).collect());
    rows.split(';').for_each(|row| table.push(row.split(',')));
    table
}

impl Names for Fake {
    fn find(&self, name: &str, _from: NodeId) -> Found {
        match self.nodes.iter().position(|node| node.name == name) {
            Some(at) => Found::One(NodeId(at as u32)),
            None => {
                let known = self.nodes.iter().map(|node| node.name);
                Found::Unknown(nearest(name, known).map(str::to_owned))
            }
        }
    }
    fn name(&self, node: NodeId) -> &str {
        self.nodes[node.index()].name
    }
    fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].parent
    }
    fn children(&self, node: NodeId) -> &[NodeId] {
        &self.nodes[node.index()].children
    }
    fn shape(&self, node: NodeId) -> Shape {
        self.nodes[node.index()].shape.clone()
    }
    fn table(&self, name: &str) -> Option<Vec<String>> {
        Source::table(self, name).map(|table| table.columns.clone())
    }
    fn nearest_table(&self, name: &str) -> Option<String> {
        nearest(name, self.tables.iter().map(|table| &*table.name)).map(str::to_owned)
    }
}

impl Source for Fake {
    fn value(&self, place: Place) -> Option<Value> {
        self.values.get(&place).cloned()
    }
    fn relevant(&self, place: Place) -> bool {
        match Source::name(self, place.node) {
            "gone" => false,
            "m_note" => self.values.contains_key(&place),
            _ => true,
        }
    }
    fn name(&self, node: NodeId) -> &str {
        Names::name(self, node)
    }
    fn parent(&self, place: Place) -> Option<Place> {
        let node = &self.nodes[place.node.index()];
        let row = match node.shape {
            Shape::Roster => self.rows[place.row.index()].around,
            _ => place.row,
        };
        node.parent.map(|parent| Place::new(row, parent))
    }
    fn children(&self, place: Place, name: &str) -> Vec<Place> {
        let mut found = Vec::new();
        for &child in &self.nodes[place.node.index()].children {
            let node = &self.nodes[child.index()];
            if name != "*" && node.name != name {
                continue;
            }
            if node.shape == Shape::Roster {
                let rows = self.rows_in(child, place.row);
                found.extend(rows.into_iter().map(|row| Place::new(row, child)));
            } else {
                found.push(Place::new(place.row, child));
            }
        }
        found
    }
    fn locate(&self, target: NodeId, from: Place) -> Vec<Place> {
        let own = self.row_chain(from.row);
        let mut rosters = self.rosters_around(target);
        if self.nodes[target.index()].shape == Shape::Roster {
            rosters.push(target);
        }
        let mut rows = vec![RowKey::ROOT];
        for roster in rosters {
            let inside: Vec<RowKey> =
                rows.iter().flat_map(|&row| self.rows_in(roster, row)).collect();
            let shared: Vec<RowKey> =
                inside.iter().copied().filter(|row| own.contains(row)).collect();
            rows = if shared.is_empty() { inside } else { shared };
        }
        rows.into_iter().map(|row| Place::new(row, target)).collect()
    }
    fn position(&self, place: Place) -> usize {
        let node = &self.nodes[place.node.index()];
        if node.shape != Shape::Roster {
            return 1;
        }
        let rows = self.rows_in(place.node, self.rows[place.row.index()].around);
        rows.iter().position(|&row| row == place.row).map_or(0, |at| at + 1)
    }
    fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
    fn choice_label(&self, question: NodeId, choice: &str, from: Place) -> Option<String> {
        let known = match Names::shape(self, question) {
            Shape::Choice(names) | Shape::Choices(names) => names,
            _ => return None,
        };
        let row = from.row.0;
        known.iter().any(|name| name == choice).then(|| format!("<{choice} in row {row}>"))
    }
    fn itext(&self, id: &str) -> Option<String> {
        (id == "greeting").then(|| "Сәлем".to_owned())
    }
    fn property(&self, name: &str) -> Option<String> {
        match name {
            "case" => Some("kz-0017".to_owned()),
            "instanceID" => Some("uuid:1".to_owned()),
            "username" => Some("aigul".to_owned()),
            "deviceid" => Some("tablet-3".to_owned()),
            "start" => Some("2026-06-15T10:25:00.000+05:00".to_owned()),
            "version" => Some("2026-06".to_owned()),
            _ => None,
        }
    }
    fn last_saved(&self, target: NodeId) -> Option<Value> {
        (Names::name(self, target) == "region").then(|| Value::Choice("oral".to_owned()))
    }
    fn now(&self) -> Moment {
        // 2026-06-15T10:30:00.500+05:00
        Moment { wall_ms: 1_781_501_400_500, offset_minutes: 300, mono_ms: 0, fresh: 0 }
    }
    fn random(&self) -> f64 {
        0.5
    }
}
