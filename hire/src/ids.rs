//! Ids of what a call has created.

use feishu_api::hire::v1::{create_attachment, create_by_attachment, create_by_resume, create_site_user};

/// The response of an endpoint that creates something. No response is documented to hold anything, so that every member
/// of the generated types is an `Option`; but without the id there is nothing to go on with.
pub trait CreatedId {
    /// The id of what was created: of the site user, the attachment, the application, or the delivery task.
    ///
    /// # Errors
    ///
    /// The response does not hold it. The call was carried out nevertheless.
    fn created_id(self) -> Result<String, NoId>;
}

/// A response that does not hold the id of what was created.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the call was carried out, but the response does not hold {member}")]
pub struct NoId {
    member: &'static str,
}

fn id(id: Option<String>, member: &'static str) -> Result<String, NoId> {
    id.filter(|id| !id.is_empty()).ok_or(NoId { member })
}

/// The `user_id` of an application.
impl CreatedId for create_site_user::Response {
    fn created_id(self) -> Result<String, NoId> {
        id(self.site_user.and_then(|user| user.user_id), "site_user.user_id")
    }
}

/// The `resume_attachment_id` of a resume, or the `resume_file_id` of a delivery by attachment.
impl CreatedId for create_attachment::Response {
    fn created_id(self) -> Result<String, NoId> {
        id(self.id, "id")
    }
}

/// The application.
impl CreatedId for create_by_resume::Response {
    fn created_id(self) -> Result<String, NoId> {
        id(self.delivery.and_then(|delivery| delivery.application_id), "delivery.application_id")
    }
}

/// The application.
impl CreatedId for create_by_resume::Delivery {
    fn created_id(self) -> Result<String, NoId> {
        id(self.application_id, "application_id")
    }
}

/// The delivery task.
impl CreatedId for create_by_attachment::Response {
    fn created_id(self) -> Result<String, NoId> {
        id(self.task_id, "task_id")
    }
}
