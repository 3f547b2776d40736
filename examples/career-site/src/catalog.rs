//! What the site shows of the service: its job posts, and the rules of its application form.
//!
//! Both are requested when a page needs them, and cached for a while. If the service is unavailable, pages show the cached
//! values.

use std::sync::Arc;
use std::time::Duration;

use feishu_api::hire::v1::{list_job_posts, query_talent_fields};
use feishu_client::{Client, ErasedCode, Error, UnknownField, ValidationOptions};
use feishu_hire::{
    FieldChoice, FieldPlace, LocationKind, Locations, Names, ResumeSection, TalentField, TalentFields,
};
use tokio::sync::Mutex;
use tokio::time::Instant;
use tracing::warn;

use crate::form::{self, CustomInput, CustomPlace, CustomSection, FormRules, Places};
use crate::language::text;

/// How long job posts and rules are cached.
const KEPT: Duration = Duration::from_secs(60);

/// How long places are kept: there are thousands, and they hardly change.
const PLACES_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// The most that the service puts on a page.
const PAGE_SIZE: i64 = 10;

/// A job post of the career site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobPost {
    /// The id, which applications name.
    pub id: String,
    /// The title.
    pub title: String,
    /// Where the job is.
    pub city: Names,
    /// The department.
    pub department: Names,
    /// The kind of employment.
    pub kind: Names,
    /// What the job is, in lines.
    pub description: String,
    /// What it takes, in lines.
    pub requirement: String,
}

impl JobPost {
    /// Whether each word of a search is somewhere in the job post.
    #[must_use]
    pub fn matches(&self, query: &str) -> bool {
        let labels = [&self.city, &self.department, &self.kind]
            .into_iter()
            .flat_map(|names| [&names.en_us, &names.zh_cn]);
        let texts = [&self.title, &self.description, &self.requirement].into_iter().chain(labels);
        let whole = texts.map(|text| text.to_lowercase()).collect::<Vec<_>>().join("\n");
        query.to_lowercase().split_whitespace().all(|word| whole.contains(word))
    }

    /// The job post, unless it has no id, which nobody could apply for.
    fn from_item(item: list_job_posts::JobPost) -> Option<Self> {
        let named = |entity: Option<list_job_posts::NamedEntity>| Names::from(&entity.and_then(|it| it.name));
        let city = item.address.and_then(|address| address.city);
        Some(JobPost {
            id: item.id?,
            title: item.title.unwrap_or_default(),
            city: Names::from(&city.and_then(|city| city.name)),
            department: named(item.job_department),
            kind: named(item.job_recruitment_type),
            description: item.description.unwrap_or_default(),
            requirement: item.requirement.unwrap_or_default(),
        })
    }
}

/// The rules of the application form.
#[derive(Debug)]
pub struct Rules {
    /// For the form.
    pub form: FormRules,
    /// The same for requests.
    pub validation: ValidationOptions,
}

/// The service does not return the catalog.
#[derive(Debug, thiserror::Error)]
#[error("the service does not return the catalog: {0}")]
pub struct CatalogError(#[source] Error<ErasedCode>);

/// The job posts and the rules.
pub struct Catalog {
    client: Client,
    website_id: String,
    required: Vec<String>,
    validation: ValidationOptions,
    jobs: Kept<Vec<JobPost>>,
    rules: Kept<Rules>,
    places: Kept<Places>,
}

impl Catalog {
    /// The catalog of a career site, with paths of fields that candidates must fill in.
    ///
    /// # Errors
    /// A required path is not one of a request that submits an application.
    pub fn new(client: Client, website_id: String, required: Vec<String>) -> Result<Self, UnknownField> {
        let validation = form::required(&required)?;
        Ok(Catalog {
            client,
            website_id,
            required,
            validation,
            jobs: Kept::new(KEPT),
            rules: Kept::new(KEPT),
            places: Kept::new(PLACES_KEPT),
        })
    }

    /// The job posts of the site.
    ///
    /// # Errors
    /// The service does not return them, and has not returned them before.
    pub async fn jobs(&self) -> Result<Arc<Vec<JobPost>>, CatalogError> {
        self.jobs.get(|| self.fetch_jobs()).await
    }

    /// The rules of the form.
    ///
    /// # Errors
    /// The service does not return them, and has not returned them before.
    pub async fn rules(&self) -> Result<Arc<Rules>, CatalogError> {
        self.rules.get(|| self.fetch_rules()).await
    }

    async fn fetch_jobs(&self) -> Result<Vec<JobPost>, CatalogError> {
        let request = list_job_posts::Request::new(self.website_id.as_str()).page_size(PAGE_SIZE);
        let mut items = self.client.items(request);
        let mut jobs = Vec::new();
        while let Some(item) = items.next().await {
            jobs.extend(JobPost::from_item(item.map_err(|error| CatalogError(error.erased()))?));
        }
        Ok(jobs)
    }

    async fn fetch_rules(&self) -> Result<Rules, CatalogError> {
        let response = self.client.send(&query_talent_fields::Request::new()).await;
        let fields = TalentFields::from_response(&response.map_err(|error| CatalogError(error.erased()))?);
        for skipped in fields.skipped() {
            warn!("{skipped}");
        }
        let custom = custom_sections(&fields);
        let validation = self.validation.clone().and(&form::custom_rules(&custom));
        let places = self.places.get(|| self.fetch_places()).await?;
        Ok(Rules { form: FormRules { required: self.required.clone(), custom, places }, validation })
    }

    async fn fetch_places(&self) -> Result<Places, CatalogError> {
        let country = |(code, zh, en): (&str, &str, &str)| FieldChoice {
            key: code.to_owned(),
            names: Names { zh_cn: zh.to_owned(), en_us: en.to_owned() },
        };
        let countries = self.fetch_locations(LocationKind::Country).await?;
        let countries = countries.iter().map(country).collect();
        Ok(Places { countries, cities: self.fetch_locations(LocationKind::City).await? })
    }

    async fn fetch_locations(&self, kind: LocationKind) -> Result<Locations, CatalogError> {
        Locations::fetch(&self.client, kind).await.map_err(|error| CatalogError(error.erased()))
    }
}

/// Something that is kept for a while.
struct Kept<T> {
    time: Duration,
    value: Mutex<Option<(Instant, Arc<T>)>>,
}

impl<T> Kept<T> {
    fn new(time: Duration) -> Self {
        Kept { time, value: Mutex::new(None) }
    }

    /// What was kept, or what `fetch` returns. One caller fetches; the others wait for it.
    async fn get<F: Future<Output = Result<T, CatalogError>>>(
        &self,
        fetch: impl FnOnce() -> F,
    ) -> Result<Arc<T>, CatalogError> {
        let mut kept = self.value.lock().await;
        if let Some((since, value)) = &*kept
            && since.elapsed() < self.time
        {
            return Ok(Arc::clone(value));
        }
        match (fetch().await, &*kept) {
            (Ok(value), _) => {
                let value = Arc::new(value);
                *kept = Some((Instant::now(), Arc::clone(&value)));
                Ok(value)
            }
            (Err(error), Some((_, old))) => {
                warn!(%error, "the pages show an older catalog");
                let old = Arc::clone(old);
                *kept = Some((Instant::now(), Arc::clone(&old)));
                Ok(old)
            }
            (Err(error), None) => Err(error),
        }
    }
}

/// The parts of the form with the tenant's custom fields. The form asks for those of the basic information and of custom
/// modules; entries of lists, such as educations, go without.
pub(crate) fn custom_sections(fields: &TalentFields) -> Vec<CustomSection> {
    let mut sections: Vec<CustomSection> = Vec::new();
    for field in fields.fields() {
        let (title, place) = match &field.place {
            FieldPlace::Section(ResumeSection::BasicInfo) => {
                (Names::from(text("More about you", "补充信息")), CustomPlace::BasicInfo)
            }
            FieldPlace::Module { id, names } => (names.clone(), CustomPlace::Module(id.clone())),
            _ => {
                left_out(field, "the form has no custom fields in this section");
                continue;
            }
        };
        if field.kind == feishu_client::CustomKind::Attachments {
            left_out(field, "the form has no files but the resume");
            continue;
        }
        match sections.iter_mut().find(|section| section.place == place) {
            Some(section) => section.inputs.push(CustomInput(field.clone())),
            None => sections.push(CustomSection { title, place, inputs: vec![CustomInput(field.clone())] }),
        }
    }
    sections
}

fn left_out(field: &TalentField, why: &str) {
    if field.is_required {
        warn!("the custom field {} is required, but {why}", field.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_words_anywhere() {
        let job = JobPost {
            title: "Backend engineer".to_owned(),
            city: Names { zh_cn: "深圳".to_owned(), en_us: "Shenzhen".to_owned() },
            description: "Rust and PostgreSQL".to_owned(),
            ..JobPost::default()
        };
        for query in ["", "rust", "RUST engineer", "深圳 backend"] {
            assert!(job.matches(query), "{query}");
        }
        assert!(!job.matches("rust frontend"));
    }
}
