use super::*;

fn cache(folder: &tempfile::TempDir) -> Cache {
    Cache::load(folder.path().to_owned(), "tool".to_owned())
}

/// A number that reading changes.
#[derive(serde::Serialize)]
struct Unsteady(u8);

impl<'de> serde::Deserialize<'de> for Unsteady {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u8::deserialize(deserializer).map(|number| Self(number + 1))
    }
}

#[test]
fn what_is_kept_is_found_by_the_next_run_and_the_rest_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let keys = ["one", "two"].map(|input| cache(&folder).key("stage", &input));
    let first = cache(&folder);
    keys.iter().for_each(|key| first.put(key.clone(), &0.1));
    assert_eq!(first.get::<f64>(keys[0].as_ref()), None, "a run does not see what it adds");
    first.save();

    let second = cache(&folder);
    assert_eq!(second.get::<f64>(keys[0].as_ref()), Some(0.1));
    second.save();
    let third = cache(&folder);
    assert_eq!(third.get::<f64>(keys[1].as_ref()), None, "the second run did not use it");
    assert_eq!(third.get::<String>(keys[0].as_ref()), None, "of another type");
}

#[test]
fn what_reading_would_change_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let first = cache(&folder);
    let key = first.key("stage", "input");
    first.put(key.clone(), &Unsteady(1));
    first.save();
    assert!(cache(&folder).get::<Unsteady>(key.as_ref()).is_none());
}

#[test]
fn every_input_has_a_key_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let here = cache(&folder);
    let keys = [
        here.key("stage", &("ab", "c")),
        here.key("stage", &("a", "bc")),
        here.key("stage", &vec!["a", "bc"]),
        here.key("stage", &vec!["a"]),
        here.key("other", &("ab", "c")),
        Cache::load(folder.path().to_owned(), "other tool".to_owned()).key("stage", &("ab", "c")),
    ];
    let distinct: BTreeSet<_> = keys.iter().flatten().collect();
    assert_eq!(distinct.len(), keys.len());
    assert_eq!(Cache::off().key("stage", "input"), None);
}
