use feishu_schema::lexicon::Visibility;
use feishu_schema::{Content, Method, ResponseForm, Token, Window};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::imports::Imports;
use super::tokens::{doc, ident};
use super::{structs, times, types, validate};
use crate::plan::{BodyItem, EndpointItem, FieldItem, Info, RequestItem, RustType, StructItem};

/// The request of an endpoint: its struct and its `Endpoint` and `Validate` impls.
pub(super) fn request(item: &EndpointItem, imports: &mut Imports<'_>) -> TokenStream {
    let members = members(&item.request);
    let definition = definition(item, &members, imports);
    let call = call(item, imports);
    let validate = check(&item.request, imports);
    quote! { #definition #call #validate }
}

/// The parameters, and the body as the last member.
fn members(request: &RequestItem) -> Vec<FieldItem> {
    let body = request.body.as_ref().map(|body| FieldItem {
        wire: "body".to_owned(),
        name: "body".to_owned(),
        setter: "body".to_owned(),
        doc: "The request body.".to_owned(),
        ty: RustType::Struct(body.name.clone()),
        time: None,
        optional: false,
        visibility: Visibility::ByType,
        deprecated: false,
        checks: Vec::new(),
    });
    request.parameters().cloned().chain(body).collect()
}

fn definition(item: &EndpointItem, members: &[FieldItem], imports: &mut Imports<'_>) -> TokenStream {
    let docs = doc(&item.request.doc);
    let name = ident("Request");
    let fields: Vec<TokenStream> = members
        .iter()
        .map(|field| {
            let docs = doc(&field.doc);
            let name = ident(&field.name);
            let ty = types::ty(&field.ty, imports);
            if field.optional {
                quote! { #docs pub #name: Option<#ty> }
            } else {
                quote! { #docs pub #name: #ty }
            }
        })
        .collect();
    let default = item.request.has_default().then(|| quote! { Default, });
    let methods = structs::methods(&name, members, item.request.has_default(), imports);
    let debug = structs::debug(&name, members, imports);
    let derive_debug = debug.is_none().then(|| quote! { Debug, });
    quote! {
        #docs
        #[derive(Clone, #derive_debug #default PartialEq)]
        #[must_use]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
        #methods
        #debug
    }
}

fn call(item: &EndpointItem, imports: &mut Imports<'_>) -> TokenStream {
    let endpoint = imports.client("Endpoint");
    let info_type = imports.client("EndpointInfo");
    let info = info(&item.info, imports);
    let response = types::ty(&item.response.ty, imports);
    let code = if item.errors.is_empty() {
        imports.client("AnyCode")
    } else {
        quote! { ErrorCode }
    };
    let path = values("path_values", &item.request.path, imports);
    let query = values("query_values", &item.request.query, imports);
    let header = values("header_values", &item.request.header, imports);
    let body = item.request.body.as_ref().map(|body| body_method(body, &item.structs, imports));
    let read = read(item.response.form, &response, &code, imports);
    let kind = (item.response.form == ResponseForm::Binary).then(|| {
        let kind = imports.client("ResponseKind");
        quote! { const RESPONSE_KIND: #kind = #kind::File; }
    });
    quote! {
        impl #endpoint for Request {
            type Response = #response;
            type Code = #code;
            const INFO: &'static #info_type = &#info;
            #kind
            #path #query #header #body #read
        }
    }
}

fn info(info: &Info, imports: &mut Imports<'_>) -> TokenStream {
    let info_type = imports.client("EndpointInfo");
    let Info { id, title, docs, path, scopes, field_scopes, fields, .. } = info;
    let fields = lines(fields);
    let method = method(info.method, imports);
    let tokens: Vec<TokenStream> = info.tokens.iter().map(|token| token_kind(*token, imports)).collect();
    let windows: Vec<TokenStream> = info.windows.iter().map(|limit| window(*limit, imports)).collect();
    quote! {
        #info_type {
            id: #id,
            title: #title,
            docs: #docs,
            method: #method,
            path: #path,
            tokens: &[#(#tokens),*],
            rate_limits: &[#(#windows),*],
            scopes: &[#(#scopes),*],
            field_scopes: &[#(#field_scopes),*],
            fields: #fields,
        }
    }
}

/// A multi-line string literal with one line of text per line.
fn lines(lines: &[String]) -> TokenStream {
    let escaped: Vec<String> = lines.iter().map(|line| Literal::string(line).to_string()).collect();
    let bare = escaped
        .iter()
        .map(|line| line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or_default());
    let written = format!("\"\\\n{}\"", bare.collect::<Vec<_>>().join("\n"));
    match written.parse::<Literal>() {
        Ok(literal) if !lines.is_empty() => quote! { #literal },
        // Not expected; falls back to the same string on one line.
        _ => Literal::string(&lines.join("\n")).into_token_stream(),
    }
}

fn method(method: Method, imports: &mut Imports<'_>) -> TokenStream {
    let http = imports.client("Method");
    let name = ident(method.as_str());
    quote! { #http::#name }
}

fn token_kind(token: Token, imports: &mut Imports<'_>) -> TokenStream {
    let kind = imports.client("TokenKind");
    let name = ident(match token {
        Token::Tenant => "Tenant",
        Token::User => "User",
        Token::App => "App",
    });
    quote! { #kind::#name }
}

fn window(window: Window, imports: &mut Imports<'_>) -> TokenStream {
    let name = imports.client("RateWindow");
    let (calls, seconds) = (Literal::u32_unsuffixed(window.calls), Literal::u32_unsuffixed(window.seconds));
    quote! { #name { calls: #calls, seconds: #seconds } }
}

/// The method that writes the values of the path, the query or the headers; empty if there are none.
fn values(method: &str, fields: &[FieldItem], imports: &mut Imports<'_>) -> Option<TokenStream> {
    if fields.is_empty() {
        return None;
    }
    let values = imports.client("Values");
    let method = ident(method);
    let lines = fields.iter().map(|field| {
        let wire = &field.wire;
        let name = ident(&field.name);
        let value = times::parameter(field, quote! { self.#name });
        quote! { values.add(#wire, #value); }
    });
    Some(quote! { #[inline] fn #method(&self, values: &mut #values) { #(#lines)* } })
}

fn body_method(body: &BodyItem, structs: &[StructItem], imports: &mut Imports<'_>) -> TokenStream {
    let request_body = imports.client("RequestBody");
    let members = structs.iter().find(|item| item.name == body.name).map_or(&[][..], |item| &item.fields);
    let make = match body.content {
        Content::Json => quote! { #request_body::json(&self.body) },
        Content::Multipart => {
            let multipart = imports.client("Multipart");
            let parts = members.iter().map(part);
            quote! { Ok(#request_body::Multipart(#multipart::new() #(#parts)*)) }
        }
        Content::Form => {
            let values = imports.client("Values");
            let lines = members.iter().map(|field| {
                let wire = &field.wire;
                let member = ident(&field.name);
                let value = times::parameter(field, quote! { self.body.#member });
                quote! { form.add(#wire, #value); }
            });
            quote! {
                let mut form = #values::default();
                #(#lines)*
                Ok(#request_body::Form(form))
            }
        }
    };
    quote! {
        #[inline]
        fn body(&self) -> Result<#request_body, feishu_client::serde_json::Error> { #make }
    }
}

/// A part of a multipart body: a file, or a value as text.
fn part(field: &FieldItem) -> TokenStream {
    let wire = &field.wire;
    let member = ident(&field.name);
    match (&field.ty, field.optional) {
        (RustType::File, true) => quote! { .with_file(#wire, self.body.#member.as_ref()) },
        (RustType::File, false) => quote! { .with_file(#wire, &self.body.#member) },
        _ => {
            let value = times::parameter(field, quote! { self.body.#member });
            quote! { .with(#wire, #value) }
        }
    }
}

fn read(
    form: ResponseForm,
    response: &TokenStream,
    code: &TokenStream,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let raw_response = imports.client("RawResponse");
    let error = imports.client("ReadError");
    let method = ident(match form {
        ResponseForm::Data => "data",
        ResponseForm::Value => "value",
        ResponseForm::Flat => "flat",
        ResponseForm::Empty => "empty",
        ResponseForm::Binary => "file",
    });
    quote! {
        #[inline]
        fn read(response: &#raw_response<'_>) -> Result<#response, #error<#code>> { response.#method() }
    }
}

fn check(request: &RequestItem, imports: &mut Imports<'_>) -> TokenStream {
    let fields: Vec<FieldItem> = request.parameters().cloned().collect();
    let body = request.body.as_ref().map(|_| ident("body"));
    validate::emit(&ident("Request"), &fields, body.as_ref(), imports)
}
