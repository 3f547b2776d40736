//! The simulated platform: decides how to respond to each request.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;
use serde_json::Value;

use crate::answer::{Answer, Ids, answer, data_mut};
use crate::call::Call;
use crate::canned::CannedAnswers;
use crate::clock::Clock;
use crate::fault::Faults;
use crate::gate::Connection;
use crate::limit::Limiter;
use crate::memory::Memory;
use crate::paging::Paging;
use crate::parsed::ParsedRequest;
use crate::recorded::{self, Log};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::{Found, Routes};
use crate::token::{TOKEN_ENDPOINT, Tokens};
use crate::{FaultKind, RecordedRequest, Verdict, auth, body};

/// Everything that the mock knows.
pub(crate) struct Platform {
    pub(crate) routes: Routes,
    pub(crate) tokens: Tokens,
    pub(crate) limiter: Limiter,
    pub(crate) clock: Clock,
    /// The HTTP status with which a token is refused.
    pub(crate) refused_token_status: u16,
    pub(crate) faults: Faults,
    pub(crate) canned: CannedAnswers,
    pub(crate) memory: Memory,
    pub(crate) log: Log,
    pub(crate) ids: Ids,
    pub(crate) answers: AtomicU64,
}

/// How the mock handles a call.
struct Decision {
    app: Option<String>,
    fault: Option<FaultKind>,
    outcome: Result<Answer, Refusal>,
}

/// Answers one request as the platform would, or as a fault would have it.
pub(crate) async fn play(
    State(platform): State<Arc<Platform>>,
    Extension(line): Extension<Connection>,
    request: Request<Body>,
) -> Response {
    let call = Call::read(request).await;
    let (reply, fault) = platform.take(&call).await;
    match &fault {
        Some(FaultKind::CutAfterRead) => {
            line.cut();
            std::future::pending().await
        }
        Some(FaultKind::Slow { milliseconds }) => {
            tokio::time::sleep(Duration::from_millis(*milliseconds)).await;
            reply.into_response()
        }
        Some(fault) => fault.spoil(reply).into_response(),
        None => reply.into_response(),
    }
}

impl Platform {
    /// Whether a fault cuts the connection before this request is read.
    pub(crate) fn cuts(&self, method: &str, path: &str) -> bool {
        match self.routes.find(method, path) {
            Found::Endpoint(endpoint, _) => self.faults.before_read(&endpoint.id).is_some(),
            Found::OtherMethod(_) | Found::Nothing => false,
        }
    }

    /// Decides about a call, records it, and returns the response with the fault that applies to it.
    async fn take(&self, call: &Call) -> (Reply, Option<FaultKind>) {
        let now = self.clock.elapsed();
        let asked = match self.routes.find(&call.method, &call.path) {
            Found::Endpoint(endpoint, parameters) => {
                Ok(ParsedRequest::read(endpoint, parameters, call).await)
            }
            Found::OtherMethod(known) => Err(Refusal::other_method(&known)),
            Found::Nothing => Err(Refusal::unknown_path()),
        };
        let decision = match &asked {
            Ok(asked) => self.decide(asked, now),
            Err(refusal) => Decision { app: None, fault: None, outcome: Err(refusal.clone()) },
        };
        let bytes = call.body.as_ref().map_or(0, |body| body.len());
        self.log.add(self.record(call, asked.ok(), &decision, now), bytes);
        (self.reply(decision.outcome), decision.fault)
    }

    fn decide(&self, asked: &ParsedRequest<'_>, now: Duration) -> Decision {
        let app =
            auth::app(asked.endpoint, &asked.call.headers, &self.tokens, now, self.refused_token_status);
        let fault = self.faults.after_read(&asked.endpoint.id);
        let in_place = fault.as_ref().and_then(|fault| fault.refusal(asked.endpoint));
        let outcome = match (in_place, &app) {
            (Some(refusal), _) => Err(refusal),
            (None, Err(refusal)) => Err(refusal.clone()),
            (None, Ok(app)) => self.carry_out(asked, app.as_deref(), now),
        };
        Decision { app: app.ok().flatten(), fault, outcome }
    }

    /// Carries a call out, unless it comes too soon or is not what the description says.
    fn carry_out(
        &self,
        asked: &ParsedRequest<'_>,
        app: Option<&str>,
        now: Duration,
    ) -> Result<Answer, Refusal> {
        self.limiter.admit(app.unwrap_or_default(), asked.endpoint, now)?;
        let body = asked.body.as_ref().map_err(Refusal::clone)?;
        if !asked.findings.violations.is_empty() {
            return Err(Refusal::invalid(asked.findings.violations.clone()));
        }
        if asked.endpoint.id == TOKEN_ENDPOINT {
            return self.tokens.grant(body, now).map(Answer::Json);
        }
        if let Some(canned) = self.canned.answer(asked) {
            return canned;
        }
        Ok(self.memory.answer(asked, self, || self.own_answer(asked)))
    }

    /// The endpoint's own answer: its documented example, or one made from its fields.
    fn own_answer(&self, asked: &ParsedRequest<'_>) -> Answer {
        let mut answer = answer(asked.endpoint, &asked.given(), &self.ids);
        if let (Answer::Json(body), Some(paging)) = (&mut answer, Paging::of(asked.endpoint))
            && let Some(data) = data_mut(&asked.endpoint.response, body)
        {
            paging.end(data, asked);
        }
        answer
    }

    fn record(
        &self,
        call: &Call,
        asked: Option<ParsedRequest<'_>>,
        decision: &Decision,
        elapsed: Duration,
    ) -> RecordedRequest {
        let refusal = decision.outcome.as_ref().err();
        let verdict = refusal.map_or(Verdict::Accepted, |Refusal { status, code, .. }| Verdict::Refused {
            status: *status,
            code: *code,
        });
        let endpoint = asked.as_ref().map(|asked| asked.endpoint.id.clone());
        let (body, unknown) =
            asked.map_or((None, Vec::new()), |asked| (asked.body.ok(), asked.findings.unknown));
        let body =
            body.filter(|members| !members.is_empty()).map(Value::Object).or_else(|| body::guess(call));
        RecordedRequest {
            elapsed,
            time_ms: self.clock.epoch_ms(elapsed),
            method: call.method.clone(),
            path: call.path.clone(),
            query: call.query.clone(),
            headers: recorded::headers(&call.headers),
            body: body.map(recorded::body),
            endpoint,
            app: decision.app.clone(),
            verdict,
            violations: refusal.map(|refusal| refusal.violations.clone()).unwrap_or_default(),
            unknown,
            fault: decision.fault.clone(),
        }
    }

    fn reply(&self, outcome: Result<Answer, Refusal>) -> Reply {
        let log_id = format!("{:032X}", self.answers.fetch_add(1, Ordering::Relaxed) + 1);
        match outcome {
            Ok(Answer::Json(body)) => Reply::json(&body, &log_id),
            Ok(Answer::File(body)) => Reply::file(body, &log_id),
            Err(refusal) => Reply::refusal(&refusal, &log_id),
        }
    }
}
