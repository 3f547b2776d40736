// Makes the calls of examples/deliver/workflow.rs with @larksuiteoapi/node-sdk. See workflow.sh.

import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk';

const SITE = '1618209327096';
const JOB_POST = '6960663240925956636';
const USER = '6960663240925956634';
const FILE = '6949805467799537964';
const { APP_ID, APP_SECRET, MOCK_URL } = process.env;

const client = new Client({ appId: APP_ID, appSecret: APP_SECRET, domain: MOCK_URL, loggerLevel: LoggerLevel.error });
const { v1, v2 } = client.hire;
const path = { website_id: SITE };
const checked = (response) => assert.equal(response.code ?? 0, 0, JSON.stringify(response));

async function lookAround() {
  checked(await v1.website.list({ params: { page_size: 10 } }));
  checked(await v1.websiteJobPost.list({ path, params: { page_size: 10 } }));
  const data = { keyword: 'engineer', city_code_list: ['CT_11'] };
  checked(await v1.websiteJobPost.search({ path, params: { page_size: 10 }, data }));
  checked(await v1.websiteJobPost.get({ path: { ...path, job_post_id: JOB_POST } }));
  checked(await v1.websiteChannel.list({ path, params: { page_size: 10 } }));
  checked(await v1.location.query({ params: { page_size: 100 }, data: { location_type: 3, code_list: ['CT_11'] } }));
  checked(await v1.resumeSource.list({ params: { page_size: 100 } }));
  checked(await v1.talentObject.query({}));
  checked(await v1.portalApplySchema.list({ params: { page_size: 20 } }));
}

async function apply(resume) {
  const user = {
    external_id: 'candidate-17', name: '张三', email: 'zhangsan@example.com', mobile: '182900291190', mobile_country_code: 'CN_1',
  };
  checked(await v1.websiteSiteUser.create({ path, data: user }));
  // A stream with a path is the only file that the SDK sends under a name.
  const content = createReadStream(process.env.RESUME);
  assert.ok(await v1.attachment.create({ data: { content } }));
  checked(await v1.websiteDelivery.createByResume({ path, data: resume }));
  const file = { job_post_id: JOB_POST, user_id: USER, resume_file_id: FILE, mobile_country_code: '+86', mobile: '182900291190' };
  checked(await v1.websiteDelivery.createByAttachment({ path, data: file }));
}

async function lookBack() {
  checked(await v1.websiteDeliveryTask.get({ path: { ...path, delivery_task_id: '7' } }));
  checked(await v1.attachment.get({ path: { attachment_id: FILE } }));
  checked(await v1.application.get({ path: { application_id: '6949805467799537964' } }));
  checked(await v2.talent.get({ path: { talent_id: '6843547872837273223' } }));
}

const page = 'schema/endpoints/hire.v1.websites.website_id.deliveries.create_by_resume.post.json';
const { value } = JSON.parse(await readFile(page, 'utf8')).request.body.examples[0];
await lookAround();
await apply(value);
await lookBack();
