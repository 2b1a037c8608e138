//! Beginning interviews and opening stored ones.

use std::sync::Arc;

use super::outside::Outside;
use super::shelf::{Shelved, form_of};
use crate::app::msg::{Msg, Opened};
use crate::id::InterviewId;
use crate::interview::Interview;
use crate::store::error::{Problem, StoreError};
use crate::store::{Store, Stored};
use crate::world::{World, new_interview_id};

impl Outside {
    /// Begins an interview. `None` only if there is no such questionnaire on the shelf.
    pub(super) fn begin(
        &mut self,
        questionnaire: usize,
        language: &str,
        case: &str,
        world: &World,
    ) -> Option<Result<Msg, StoreError>> {
        let shelved = self.shelf.get(questionnaire)?;
        let id = new_interview_id();
        // What a questionnaire does not ask for is not kept with its interviews.
        let asked = |(name, _): &&(String, String)| shelved.form.asks_for(name);
        let properties = self.properties.iter().filter(asked).cloned().collect();
        let first = Interview::started(case, language, properties, world.moment());
        let begun = self.store.last_saved(&shelved.form, None).and_then(|last_saved| {
            let mut interview = Interview::new(Arc::clone(&shelved.form), last_saved);
            interview.apply(&first);
            self.store.begin(id, &shelved.source, &shelved.form, &[first])?;
            self.open = Some((id, Arc::clone(&shelved.form)));
            Ok(Msg::Opened(Box::new(Opened { id, interview, draft: None })))
        });
        Some(begun)
    }

    /// Opens a stored interview where it was left.
    pub(super) fn open(&mut self, id: InterviewId) -> Result<Msg, StoreError> {
        let (stored, interview) = load(&self.store, &self.shelf, id)?;
        self.open = Some((id, Arc::clone(interview.form())));
        Ok(Msg::Opened(Box::new(Opened { id, interview, draft: stored.draft })))
    }
}

/// An interview as it is in the data file. A form that is on the shelf is not compiled again.
pub fn load(
    store: &Store,
    shelf: &[Shelved],
    id: InterviewId,
) -> Result<(Stored, Interview), StoreError> {
    let mut form = None;
    let stored = store.load(id, &mut |source| {
        form = form_of(shelf, source);
        form.clone()
    })?;
    let Some(form) = form else {
        return Err(StoreError::new(store.path(), Problem::NoInterview(id.to_string())));
    };
    let last_saved = store.last_saved(&form, Some(id))?;
    let interview = Interview::replay(form, last_saved, &stored.facts);
    Ok((stored, interview))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::compile;
    use crate::compile::source::Source;
    use crate::interview::fact::What;

    #[test]
    fn a_questionnaire_is_told_the_properties_that_it_asks_for_and_no_others() {
        let folder = std::env::temp_dir().join(format!("anketa-{}-asked", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for a test");
        let store = Store::open(&folder.join("data.anketa")).expect("a new file");
        let properties =
            vec![("username".to_owned(), "A7".to_owned()), ("deviceid".to_owned(), store.device())];
        let mut outside = Outside {
            store,
            shelf: Vec::new(),
            properties: properties.clone(),
            open: None,
            pending: None,
            at: None,
            words: "en".into(),
        };
        for (item, names) in [
            ("{name: q, type: integer, label: Q}", &[][..]),
            ("{type: username}", &["username"]),
            ("{name: d, type: deviceid}", &["deviceid"]),
            ("{name: d, type: calculate, calculation: \"property('username')\"}", &["username"]),
        ] {
            let yaml = format!(
                "anketa: 1\nid: t\nversion: \"1\"\ntitle: T\nsurvey:\n  - {item}\n  \
                 - {{name: r, type: text, label: R}}\n"
            );
            let source = Source { name: "t".into(), bytes: yaml.into(), attached: Vec::new() };
            let compiled = compile(&source);
            let form = compiled.form.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
            outside.shelf = vec![Shelved { source, form: Arc::new(form) }];
            let begun = outside.begin(0, "en", "", &World::start()).expect("it is on the shelf");
            let Ok(Msg::Opened(opened)) = begun else { panic!("it begins") };
            let form = Arc::clone(opened.interview.form());
            let stored = outside.store.load(opened.id, &mut |_| Some(Arc::clone(&form)));
            let told = match &stored.expect("loaded").facts[0].what {
                What::Started { properties, .. } => properties.clone(),
                other => panic!("{other:?}"),
            };
            let asked: Vec<_> =
                properties.iter().filter(|(name, _)| names.contains(&name.as_str())).collect();
            assert_eq!(told.iter().collect::<Vec<_>>(), asked, "{item}");
        }
        drop(outside);
        std::fs::remove_dir_all(folder).expect("it is removed");
    }
}
