"""Makes the calls of examples/deliver/workflow.rs with lark-oapi. See workflow.sh."""

import json
import os
import sys
from pathlib import Path

import lark_oapi
from lark_oapi.api.hire import v1, v2

SITE = "1618209327096"
JOB_POST = "6960663240925956636"
USER = "6960663240925956634"
FILE = "6949805467799537964"


def checked(response):
    if not response.success():
        sys.exit(f"refused: {response.code} {response.msg} {response.raw.content.decode()}")
    return response


def look_around(hire):
    checked(hire.v1.website.list(v1.ListWebsiteRequest.builder().page_size(10).build()))
    checked(hire.v1.website_job_post.list(v1.ListWebsiteJobPostRequest.builder().website_id(SITE).page_size(10).build()))
    search = v1.SearchWebsiteJobPostRequestBody.builder().keyword("engineer").city_code_list(["CT_11"]).build()
    request = v1.SearchWebsiteJobPostRequest.builder().website_id(SITE).page_size(10).request_body(search)
    checked(hire.v1.website_job_post.search(request.build()))
    request = v1.GetWebsiteJobPostRequest.builder().website_id(SITE).job_post_id(JOB_POST)
    checked(hire.v1.website_job_post.get(request.build()))
    checked(hire.v1.website_channel.list(v1.ListWebsiteChannelRequest.builder().website_id(SITE).page_size(10).build()))
    body = v1.QueryLocationRequestBody.builder().location_type(3).code_list(["CT_11"]).build()
    checked(hire.v1.location.query(v1.QueryLocationRequest.builder().page_size(100).request_body(body).build()))
    checked(hire.v1.resume_source.list(v1.ListResumeSourceRequest.builder().page_size(100).build()))
    checked(hire.v1.talent_object.query(v1.QueryTalentObjectRequest.builder().build()))
    checked(hire.v1.portal_apply_schema.list(v1.ListPortalApplySchemaRequest.builder().page_size(20).build()))


def apply(hire, resume):
    user = v1.WebsiteUser.builder().external_id("candidate-17").name("张三")
    user = user.email("zhangsan@example.com").mobile("182900291190").mobile_country_code("CN_1").build()
    request = v1.CreateWebsiteSiteUserRequest.builder().website_id(SITE).request_body(user)
    checked(hire.v1.website_site_user.create(request.build()))
    # The SDK has no type for this body, but sends one.
    request = v1.CreateAttachmentRequest.builder().build()
    request.body = {"content": ("resume.pdf", b"%PDF-1.7", "application/pdf")}
    checked(hire.v1.attachment.create(request))
    request = v1.CreateByResumeWebsiteDeliveryRequest.builder().website_id(SITE)
    checked(hire.v1.website_delivery.create_by_resume(request.request_body(v1.WebsiteDelivery(resume)).build()))
    body = v1.WebsiteDeliveryAttachment.builder().job_post_id(JOB_POST).user_id(USER)
    body = body.resume_file_id(FILE).mobile_country_code("+86").mobile("182900291190").build()
    request = v1.CreateByAttachmentWebsiteDeliveryRequest.builder().website_id(SITE).request_body(body)
    checked(hire.v1.website_delivery.create_by_attachment(request.build()))


def look_back(hire):
    request = v1.GetWebsiteDeliveryTaskRequest.builder().website_id(SITE).delivery_task_id("7")
    checked(hire.v1.website_delivery_task.get(request.build()))
    checked(hire.v1.attachment.get(v1.GetAttachmentRequest.builder().attachment_id(FILE).build()))
    checked(hire.v1.application.get(v1.GetApplicationRequest.builder().application_id("6949805467799537964").build()))
    checked(hire.v2.talent.get(v2.GetTalentRequest.builder().talent_id("6843547872837273223").build()))


def main():
    client = lark_oapi.Client.builder().app_id(os.environ["APP_ID"]).app_secret(os.environ["APP_SECRET"])
    client = client.domain(os.environ["MOCK_URL"]).build()
    page = Path("schema/endpoints/hire.v1.websites.website_id.deliveries.create_by_resume.post.json")
    resume = json.loads(page.read_text(encoding="utf-8"))["request"]["body"]["examples"][0]["value"]
    look_around(client.hire)
    apply(client.hire, resume)
    look_back(client.hire)


main()
