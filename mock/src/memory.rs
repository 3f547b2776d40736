//! What the calls of Feishu Hire's application workflow create, and the calls that show it.
//!
//! These endpoints refer to each other: a site user's `external_id` returns the same user again, and a delivery's
//! application can be looked up. No description states that, so the rules are here. A call about something that was
//! not created here gets the documented example, as from any other endpoint.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use feishu_schema::Endpoint;
use serde_json::{Value, json};

use crate::answer::{Answer, answer, enveloped};
use crate::parsed::ParsedRequest;
use crate::platform::Platform;

/// How many things are remembered; then the oldest is forgotten.
const MOST_THINGS: usize = 10_000;

/// A call that creates something.
struct Creation {
    endpoint: &'static str,
    /// The member of the body that identifies the thing: the same value gets the same answer again.
    key: Option<&'static str>,
    /// The object of the answer that repeats members of the body, or a file's name.
    echo: Option<&'static str>,
    shown_by: &'static [Lookup],
}

/// A call that shows what was created.
struct Lookup {
    endpoint: &'static str,
    parameter: &'static str,
    /// Where the creating answer holds the parameter's value.
    id: &'static str,
    /// The values that both answers hold: where the creating one does, and where this one does.
    same: &'static [(&'static str, &'static str)],
    /// The answer is ready after two requests.
    is_task: bool,
}

const APPLICATION: Lookup = Lookup {
    endpoint: "hire.v1.applications.application_id.get",
    parameter: "application_id",
    id: "/data/delivery/application_id",
    same: &[
        ("/data/delivery/application_id", "/data/application/id"),
        ("/data/delivery/job_id", "/data/application/job_id"),
        ("/data/delivery/talent_id", "/data/application/talent_id"),
    ],
    is_task: false,
};

const TALENT: Lookup = Lookup {
    endpoint: "hire.v2.talents.talent_id.get",
    parameter: "talent_id",
    id: "/data/delivery/talent_id",
    same: &[("/data/delivery/talent_id", "/data/talent_id")],
    is_task: false,
};

const TASK: &str = "hire.v1.websites.website_id.delivery_tasks.delivery_task_id.get";

const CREATIONS: &[Creation] = &[
    Creation {
        endpoint: "hire.v1.websites.website_id.site_users.post",
        key: Some("external_id"),
        echo: Some("/data/site_user"),
        shown_by: &[],
    },
    Creation {
        endpoint: "hire.v1.attachments.post",
        key: None,
        echo: Some("/data"),
        shown_by: &[Lookup {
            endpoint: "hire.v1.attachments.attachment_id.get",
            parameter: "attachment_id",
            id: "/data/id",
            same: &[("/data/id", "/data/attachment/id"), ("/data/name", "/data/attachment/name")],
            is_task: false,
        }],
    },
    Creation {
        endpoint: "hire.v1.websites.website_id.deliveries.create_by_resume.post",
        key: None,
        echo: None,
        shown_by: &[APPLICATION, TALENT],
    },
    Creation {
        endpoint: "hire.v1.websites.website_id.deliveries.create_by_attachment.post",
        key: None,
        echo: None,
        shown_by: &[Lookup {
            endpoint: TASK,
            parameter: "delivery_task_id",
            id: "/data/task_id",
            same: &[],
            is_task: true,
        }],
    },
    // A task that is done has delivered.
    Creation { endpoint: TASK, key: None, echo: None, shown_by: &[APPLICATION, TALENT] },
];

/// The answers about things that were created.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Things>);

#[derive(Default)]
struct Things {
    answers: BTreeMap<Subject, VecDeque<Value>>,
    /// The oldest first.
    order: VecDeque<Subject>,
}

/// An endpoint, and the values that say what a call of it is about.
type Subject = (&'static str, Vec<String>);

impl Memory {
    /// The answer to a call: that about the thing which the call is about, if it was created here; otherwise `new`,
    /// and what that creates is remembered.
    pub(crate) fn answer(
        &self,
        asked: &ParsedRequest<'_>,
        platform: &Platform,
        new: impl FnOnce() -> Answer,
    ) -> Answer {
        // Held until the thing is kept, so that of two calls with one key only one creates it.
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = subject(asked).and_then(|subject| things.next_answer(&subject)) {
            return Answer::Json(known);
        }
        match (new(), creation(&asked.endpoint.id)) {
            (Answer::Json(mut created), Some(creation)) => {
                echo(creation, asked, &mut created);
                if let Some(subject) = subject(asked).filter(|_| creation.key.is_some()) {
                    things.keep(subject, [created.clone()].into());
                }
                things.keep_lookups(creation, &asked.given(), &created, platform);
                Answer::Json(created)
            }
            (answer, _) => answer,
        }
    }
}

/// Repeats what the call gave where the creating answer does so.
fn echo(creation: &Creation, asked: &ParsedRequest<'_>, created: &mut Value) {
    let Some(Value::Object(members)) = creation.echo.and_then(|echo| created.pointer_mut(echo)) else {
        return;
    };
    let file_name =
        asked.body.iter().flatten().filter_map(|(_, value)| Some(("name", value.get("file_name")?)));
    let given = asked.body.iter().flatten().map(|(name, value)| (name.as_str(), value));
    for (name, value) in given.chain(file_name) {
        if let Some(member) = members.get_mut(name) {
            *member = value.clone();
        }
    }
}

impl Things {
    /// Keeps the answers of the calls that show what was created.
    fn keep_lookups(
        &mut self,
        creation: &Creation,
        given: &BTreeMap<String, String>,
        created: &Value,
        platform: &Platform,
    ) {
        for lookup in creation.shown_by {
            let Some(endpoint) = platform.routes.by_id(lookup.endpoint) else { continue };
            let Some(id) = created.pointer(lookup.id).and_then(Value::as_str) else { continue };
            let mut given = given.clone();
            given.insert(lookup.parameter.to_owned(), id.to_owned());
            let Answer::Json(mut shown) = answer(endpoint, &given, &platform.ids) else { continue };
            for (from, to) in lookup.same {
                if let (Some(value), Some(place)) = (created.pointer(from), shown.pointer_mut(to)) {
                    *place = value.clone();
                }
            }
            if let Some(next) = self::creation(lookup.endpoint) {
                self.keep_lookups(next, &given, &shown, platform);
            }
            let answers = if lookup.is_task { task(endpoint, shown) } else { [shown].into() };
            self.keep((lookup.endpoint, vec![id.to_owned()]), answers);
        }
    }

    fn keep(&mut self, subject: Subject, answers: VecDeque<Value>) {
        self.order.push_back(subject.clone());
        self.answers.insert(subject, answers);
        if self.order.len() > MOST_THINGS
            && let Some(oldest) = self.order.pop_front()
        {
            self.answers.remove(&oldest);
        }
    }

    /// The last answer stays.
    fn next_answer(&mut self, subject: &Subject) -> Option<Value> {
        let answers = self.answers.get_mut(subject)?;
        if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() }
    }
}

/// A task is new (the documented sign of that is empty data), then running, then done.
fn task(endpoint: &Endpoint, mut done: Value) -> VecDeque<Value> {
    if let Some(data) = done.get_mut("data").and_then(Value::as_object_mut) {
        data.insert("status".to_owned(), json!(2));
        data.remove("status_msg");
        data.remove("extra_info");
    }
    let of = |data| enveloped(&endpoint.response, data);
    [of(json!({})), of(json!({ "status": 1 })), done].into()
}

fn creation(endpoint: &str) -> Option<&'static Creation> {
    CREATIONS.iter().find(|creation| creation.endpoint == endpoint)
}

/// What the call is about, if it is about something that may have been created.
fn subject(asked: &ParsedRequest<'_>) -> Option<Subject> {
    let id = asked.endpoint.id.as_str();
    if let Some(Creation { endpoint, key: Some(key), .. }) = creation(id) {
        // A user belongs to a site.
        return Some((*endpoint, vec![asked.text("website_id")?, asked.text(key)?]));
    }
    let lookup =
        CREATIONS.iter().flat_map(|creation| creation.shown_by).find(|lookup| lookup.endpoint == id)?;
    Some((lookup.endpoint, vec![asked.text(lookup.parameter)?]))
}
