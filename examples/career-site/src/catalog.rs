//! What the site shows of the service: its job posts, and the rules of its application form.

use std::sync::Arc;

use feishu_client::{UnknownField, ValidationOptions};

use crate::form::{self, FormRules};
use crate::language::Label;

/// A job post of the career site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobPost {
    /// The id, which applications name.
    pub id: String,
    /// The title.
    pub title: String,
    /// Where the job is.
    pub city: Label,
    /// The department.
    pub department: Label,
    /// The kind of employment.
    pub kind: Label,
    /// What the job is, in lines.
    pub description: String,
    /// What it takes, in lines.
    pub requirement: String,
}

impl JobPost {
    /// Whether each word of a search is somewhere in the job post.
    #[must_use]
    pub fn matches(&self, query: &str) -> bool {
        let labels =
            [&self.city, &self.department, &self.kind].into_iter().flat_map(|label| [&label.en, &label.zh]);
        let texts = [&self.title, &self.description, &self.requirement].into_iter().chain(labels);
        let whole = texts.map(|text| text.to_lowercase()).collect::<Vec<_>>().join("\n");
        query.to_lowercase().split_whitespace().all(|word| whole.contains(word))
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

impl Rules {
    /// The rules for requests from those for the form.
    ///
    /// # Errors
    /// A required path is not one of the request.
    pub fn new(form: FormRules) -> Result<Self, UnknownField> {
        let validation = form::validation(&form)?;
        Ok(Rules { form, validation })
    }
}

/// The catalog cannot be had.
#[derive(Debug, thiserror::Error)]
#[error("the service does not return the catalog")]
pub struct CatalogError;

/// The job posts and the rules.
pub struct Catalog {
    jobs: Arc<Vec<JobPost>>,
    rules: Arc<Rules>,
}

impl Catalog {
    /// A catalog that does not change.
    #[must_use]
    pub fn fixed(jobs: Vec<JobPost>, rules: Rules) -> Self {
        Catalog { jobs: Arc::new(jobs), rules: Arc::new(rules) }
    }

    /// The job posts of the site.
    ///
    /// # Errors
    /// The service does not return them.
    pub async fn jobs(&self) -> Result<Arc<Vec<JobPost>>, CatalogError> {
        Ok(Arc::clone(&self.jobs))
    }

    /// The rules of the form.
    ///
    /// # Errors
    /// The service does not return them.
    pub async fn rules(&self) -> Result<Arc<Rules>, CatalogError> {
        Ok(Arc::clone(&self.rules))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_words_anywhere() {
        let job = JobPost {
            title: "Backend engineer".to_owned(),
            city: Label { en: "Shenzhen".to_owned(), zh: "深圳".to_owned() },
            description: "Rust and PostgreSQL".to_owned(),
            ..JobPost::default()
        };
        for query in ["", "rust", "RUST engineer", "深圳 backend"] {
            assert!(job.matches(query), "{query}");
        }
        assert!(!job.matches("rust frontend"));
    }
}
