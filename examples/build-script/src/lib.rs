//! An endpoint of one's own: the build script turns its page into the modules below, this crate uses them.
//!
//! ```
//! use build_script_example::application;
//! use feishu_client::{Endpoint, Validate};
//!
//! let request = application("1618209327096", "6960663240925956636", "6960663240925956634", "张三");
//! request.validate()?;
//! let http = request.to_http("https://open.feishu.cn", None)?;
//! assert_eq!(
//!     http.uri().path(),
//!     "/open-apis/hire/v1/websites/1618209327096/deliveries/create_by_resume"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

include!(concat!(env!("OUT_DIR"), "/feishu.rs"));

use hire::v1::create_by_resume::{BasicInfo, Body, Request, Resume};

/// The shortest application that the page allows: who applies for what on which site.
pub fn application(website_id: &str, job_post_id: &str, user_id: &str, name: &str) -> Request {
    let resume = Resume::new(BasicInfo::new(name));
    Request::new(website_id, Body::new(job_post_id, resume, user_id))
}

#[cfg(test)]
mod tests {
    use feishu_client::Validate;

    use super::*;

    #[test]
    fn a_name_must_be_given() {
        let request = application("1618209327096", "6960663240925956636", "6960663240925956634", " ");
        let violations = request.validate().unwrap_err();
        let paths: Vec<&str> = violations.iter().map(|violation| violation.path.as_str()).collect();
        assert_eq!(paths, ["resume.basic_info.name"]);
    }
}
