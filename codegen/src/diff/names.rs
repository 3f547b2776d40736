//! The report's names of kinds of tokens, apps, bodies and responses.

use feishu_schema::{App, Content, ResponseForm, Token};

pub(super) fn token(token: Token) -> &'static str {
    match token {
        Token::Tenant => "tenant_access_token",
        Token::User => "user_access_token",
        Token::App => "app_access_token",
    }
}

pub(super) fn app(app: App) -> &'static str {
    match app {
        App::Custom => "custom app",
        App::Store => "store app",
    }
}

pub(super) fn content(content: Content) -> &'static str {
    match content {
        Content::Json => "application/json",
        Content::Multipart => "multipart/form-data",
        Content::Form => "application/x-www-form-urlencoded",
    }
}

pub(super) fn form(form: ResponseForm) -> &'static str {
    match form {
        ResponseForm::Data => "the members of `data`",
        ResponseForm::Flat => "members beside `code` and `msg`",
        ResponseForm::Value => "`data` as a value",
        ResponseForm::Empty => "nothing but `code` and `msg`",
        ResponseForm::Binary => "a file",
    }
}
