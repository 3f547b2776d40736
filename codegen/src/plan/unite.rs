//! Structs that the lexicon unites: where answers list different members of one struct, each gets the members of all.
//!
//! That is safe in answers alone, where every member may be left out. Pages that contradict each other on a member leave
//! their structs apart; then the lexicon's entry is not used, and reported as stale.

use std::borrow::Cow;
use std::collections::BTreeMap;

use feishu_schema::{Endpoint, Field, Key, Lexicon, Type};

/// The structs to unite, by service and the page's name.
type Unions = BTreeMap<String, BTreeMap<String, Union>>;

/// The members of one struct.
enum Union {
    /// Those of all pages so far.
    Members(Vec<Field>),
    /// Two pages contradict each other.
    Contradiction,
}

/// The endpoints, with united structs in their answers. Members follow each other as in `order`.
pub(super) fn unite<'a>(
    endpoints: &[&'a Endpoint],
    order: &[usize],
    lexicon: &Lexicon,
) -> Vec<Cow<'a, Endpoint>> {
    let mut unions = Unions::new();
    for endpoint in order.iter().map(|index| endpoints[*index]) {
        gather(&endpoint.response.fields, endpoint, lexicon, &mut unions);
    }
    if unions.is_empty() {
        return endpoints.iter().map(|endpoint| Cow::Borrowed(*endpoint)).collect();
    }
    let apply = |endpoint: &&'a Endpoint| {
        let mut united = Cow::Borrowed(*endpoint);
        let mut open = Vec::new();
        let walk = Walk { unions: &unions, endpoint, lexicon };
        if walk.has_union(&endpoint.response.fields) {
            walk.apply(&mut united.to_mut().response.fields, &mut open);
        }
        united
    };
    endpoints.iter().map(apply).collect()
}

/// The name of the struct that the field holds.
fn struct_name(field: &Field) -> Option<&str> {
    match field.ty.innermost() {
        Type::Struct(name) => name.as_deref(),
        _ => None,
    }
}

/// The name, if the struct is to be united.
fn united_name<'f>(field: &'f Field, endpoint: &Endpoint, lexicon: &Lexicon) -> Option<&'f str> {
    struct_name(field).filter(|name| lexicon.scope(&endpoint.id).struct_entry(name).wants_union())
}

fn gather(fields: &[Field], endpoint: &Endpoint, lexicon: &Lexicon, unions: &mut Unions) {
    for field in fields.iter().filter(|field| !field.fields.is_empty()) {
        if let Some(name) = united_name(field, endpoint, lexicon) {
            let wants_union = |field: &Field| united_name(field, endpoint, lexicon).is_some();
            let of_service = unions.entry(endpoint.service().to_owned()).or_default();
            let union = of_service.entry(name.to_owned()).or_insert_with(|| Union::Members(Vec::new()));
            add(union, &field.fields, &wants_union);
        }
        gather(&field.fields, endpoint, lexicon, unions);
    }
}

fn add(union: &mut Union, fields: &[Field], wants_union: &impl Fn(&Field) -> bool) {
    let Union::Members(members) = union else { return };
    for field in fields {
        match members.iter_mut().find(|member| member.name == field.name) {
            None => members.push(field.clone()),
            Some(member) if is_same(member, field, wants_union) => {
                let is_new = |key: &Key| member.options.iter().all(|option| option.key != *key);
                let new: Vec<_> =
                    field.options.iter().filter(|option| is_new(&option.key)).cloned().collect();
                member.options.extend(new);
                // Where one page still recommends it, it is not deprecated.
                member.deprecated &= field.deprecated;
            }
            Some(_) => {
                *union = Union::Contradiction;
                return;
            }
        }
    }
}

/// Whether two pages mean the same member. The options of an enumeration are united, and so are structs that the lexicon
/// unites; others have to be the same.
fn is_same(one: &Field, other: &Field, wants_union: &impl Fn(&Field) -> bool) -> bool {
    let is_alike = one.ty == other.ty
        && one.time == other.time
        && one.sentinels == other.sentinels
        && one.encoded == other.encoded
        && one.options.is_empty() == other.options.is_empty();
    let has_same_members = || {
        one.fields.len() == other.fields.len()
            && one.fields.iter().zip(&other.fields).all(|(one, other)| {
                one.name == other.name && has_same_options(one, other) && is_same(one, other, wants_union)
            })
    };
    is_alike && (wants_union(one) || has_same_members())
}

fn has_same_options(one: &Field, other: &Field) -> bool {
    one.options.iter().map(|option| &option.key).eq(other.options.iter().map(|option| &option.key))
}

/// The second way through an answer: every struct gets its members.
struct Walk<'a> {
    unions: &'a Unions,
    endpoint: &'a Endpoint,
    lexicon: &'a Lexicon,
}

impl<'a> Walk<'a> {
    fn union(&self, field: &Field) -> Option<&'a [Field]> {
        match self.unions.get(self.endpoint.service())?.get(struct_name(field)?)? {
            Union::Members(members) => Some(members),
            Union::Contradiction => None,
        }
    }

    fn has_union(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.union(field).is_some() || self.has_union(&field.fields))
    }

    /// `open` has the structs around: one that holds itself is entered once.
    fn apply(&self, fields: &mut [Field], open: &mut Vec<String>) {
        for field in fields.iter_mut().filter(|field| !field.fields.is_empty()) {
            let union = self.union(field);
            let name = struct_name(field).map(str::to_owned).filter(|_| union.is_some());
            if let (Some(name), Some(members)) = (&name, union) {
                if open.contains(name) {
                    field.fields.clear();
                    continue;
                }
                self.lexicon.scope(&self.endpoint.id).struct_entry(name).unite();
                field.fields = members.to_vec();
                forget_lines(&mut field.fields);
                open.push(name.clone());
            }
            self.apply(&mut field.fields, open);
            if name.is_some() {
                open.pop();
            }
        }
    }
}

/// The lines are those of several pages.
fn forget_lines(fields: &mut [Field]) {
    for field in fields {
        field.line = 0;
        field.options.iter_mut().for_each(|option| option.line = 0);
        forget_lines(&mut field.fields);
    }
}

#[cfg(test)]
mod tests {
    use feishu_schema::{Endpoint, Lexicon};

    use super::*;

    fn endpoint(name: &str, fields: &str) -> Endpoint {
        let text = format!(
            "{{\"$schema\": \"\", \"id\": \"demo.v1.{name}.get\", \"title\": \"\", \"source\": {{\"page\": \"\", \
             \"digest\": \"\"}}, \"method\": \"GET\", \"host\": \"\", \"path\": \"/open-apis/demo/v1/{name}\", \
             \"request\": {{}}, \"response\": {{\"form\": \"data\", \"fields\": [{fields}]}}}}"
        );
        Endpoint::from_json(&text).unwrap()
    }

    fn field(name: &str, ty: &str, more: &str) -> String {
        format!("{{\"name\": \"{name}\", \"placed\": \"only\", \"type\": {ty}, \"spelled\": \"\"{more}}}")
    }

    fn thing(name: &str, members: &[String]) -> Endpoint {
        let members = format!(", \"fields\": [{}]", members.join(", "));
        endpoint(name, &field("thing", "{\"struct\": \"thing\"}", &members))
    }

    /// The members of the struct in each answer after planning's first step.
    fn united(endpoints: &[Endpoint], lexicon: &Lexicon) -> Vec<Vec<String>> {
        let all: Vec<&Endpoint> = endpoints.iter().collect();
        let order: Vec<usize> = (0..all.len()).collect();
        let names = |endpoint: &Cow<'_, Endpoint>| {
            let members = &endpoint.response.fields[0].fields;
            members.iter().map(|field| field.name.clone()).collect()
        };
        unite(&all, &order, lexicon).iter().map(names).collect()
    }

    fn lexicon() -> Lexicon {
        Lexicon::from_toml("[services.demo.structs.thing]\nunited = true\n").unwrap()
    }

    #[test]
    fn each_answer_has_the_members_of_all() {
        let [id, name, kind] = ["id", "name", "kind"].map(|name| field(name, "\"string\"", ""));
        let pages = [thing("a", &[id.clone(), name]), thing("b", &[id, kind])];
        let lexicon = lexicon();
        assert_eq!(united(&pages, &lexicon), [["id", "name", "kind"], ["id", "name", "kind"]]);
        assert!(lexicon.stale().is_empty());
        assert_eq!(united(&pages, &Lexicon::default()), [["id", "name"], ["id", "kind"]]);
    }

    #[test]
    fn pages_that_contradict_each_other_stay_apart_and_the_entry_is_stale() {
        let pages = [
            thing("a", &[field("id", "\"string\"", "")]),
            thing("b", &[field("id", "\"int\"", ""), field("x", "\"int\"", "")]),
        ];
        let lexicon = lexicon();
        assert_eq!(united(&pages, &lexicon), [vec!["id"], vec!["id", "x"]]);
        let stale: Vec<String> = lexicon.stale().iter().map(ToString::to_string).collect();
        assert_eq!(stale, ["services.demo.structs.thing.united"]);
    }

    #[test]
    fn options_are_united_and_only_what_all_advise_against_is_deprecated() {
        let options =
            |keys: &str, more: &str| field("kind", "\"int\"", &format!(", \"options\": [{keys}]{more}"));
        let pages = [
            thing("a", &[options("{\"key\": 1}", ", \"deprecated\": true")]),
            thing("b", &[options("{\"key\": 2}, {\"key\": 1}", "")]),
        ];
        let all: Vec<&Endpoint> = pages.iter().collect();
        for endpoint in unite(&all, &[0, 1], &lexicon()) {
            let kind = &endpoint.response.fields[0].fields[0];
            let keys: Vec<String> = kind.options.iter().map(|option| option.key.to_string()).collect();
            assert_eq!(keys, ["1", "2"]);
            assert!(!kind.deprecated);
        }
    }
}
