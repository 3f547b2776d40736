// Submits the page's example through @larksuiteoapi/node-sdk, and compares what the mock recorded. See node.sh.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk';

const ENDPOINT = 'hire.v1.websites.website_id.deliveries.create_by_resume.post';
const { APP_ID, APP_SECRET, MOCK_URL } = process.env;

async function submit(body) {
  const client = new Client({ appId: APP_ID, appSecret: APP_SECRET, domain: MOCK_URL, loggerLevel: LoggerLevel.error });
  const response = await client.hire.v1.websiteDelivery.createByResume({
    path: { website_id: '1618209327096' },
    params: { user_id_type: 'open_id' },
    data: body,
  });
  assert.equal(response.code, 0, JSON.stringify(response));
  assert.equal(response.data.delivery.job_post_id, body.job_post_id);
}

async function recorded() {
  const records = await (await fetch(`${MOCK_URL}/_mock/requests`)).json();
  const [record, ...others] = records.filter(({ endpoint }) => endpoint === ENDPOINT);
  assert.deepEqual(others, []);
  assert.deepEqual([record.verdict, record.unknown], ['accepted', []]);
  return record.body;
}

const json = async (file) => JSON.parse(await readFile(file, 'utf8'));

const { values: options } = parseArgs({ options: { body: { type: 'string' } } });
const example = (await json(`schema/endpoints/${ENDPOINT}.json`)).request.body.examples[0].value;
await submit(example);
const sent = await recorded();
assert.deepEqual(sent, example, 'not what the page says');
if (options.body) {
  assert.deepEqual(sent, await json(options.body), `not what ${options.body} says`);
}
console.log(`node-sdk sends what ${['the page', options.body].filter(Boolean).join(' and ')} says`);
