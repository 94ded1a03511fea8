// The check finds what it is there to find. Needs LPAZ_CONTRACT_MODULES and LPAZ_GRAPH_OPENAPI.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { exchangesOf } from './check.mjs';
import { excuse, loadCheck } from './contract.mjs';

const check = loadCheck(process.env.LPAZ_CONTRACT_MODULES, process.env.LPAZ_GRAPH_OPENAPI);
const ID = '11111111-2222-3333-4444-555555555555';

function exchange(changes) {
  return {
    method: 'GET',
    path: `/v1.0/users/${ID}`,
    userAgent: 'lpaz/0.1',
    consistencyLevel: '',
    requestType: '',
    request: '',
    status: 200,
    responseType: 'application/json; charset=utf-8',
    response: JSON.stringify({ '@odata.context': 'x', id: ID, accountEnabled: true }),
    fault: '',
    ...changes,
  };
}

const problemsOf = (changes) =>
  exchangesOf(exchange(changes)).flatMap((one) => check.problems(one).map((p) => p.problem));

const fits = (changes) => assert.deepEqual(problemsOf(changes), []);
const differs = (changes, expected) => assert.match(problemsOf(changes).join('\n'), expected);

test('a good exchange has no problem', () => {
  fits({});
  fits({ path: `/v1.0/groups/${ID}/members/$count`, responseType: 'text/plain', response: '7' });
  fits({ path: "/v1.0/users('ada%40contoso.example')" });
  fits({ path: "/v1.0/servicePrincipals(appId='1')", response: '{"id":"x"}' });
});

test('an unknown path, method, query option or status is found', () => {
  differs({ path: '/v1.0/userz' }, /^path not described/);
  differs({ method: 'PUT', request: '{}' }, /^method not described/);
  differs({ path: `/v1.0/users/${ID}?$top=3` }, /query option \$top not described/);
  differs({ path: '/v1.0/users?$top=many', response: '{"value":[]}' }, /\$top is not a number/);
  differs({ status: 202 }, /status 202 not described/);
});

test('a wrong answer is found', () => {
  differs({ response: '{"id":7}' }, /\/id must be string/);
  differs({ response: '{"id":"x","acountEnabled":true}' }, /acountEnabled/);
  differs({ response: '{"id":"x","createdDateTime":"yesterday"}' }, /createdDateTime.*pattern/);
  differs({ response: '{"id":' }, /not JSON/);
  differs({ responseType: 'text/html', response: '<html>' }, /text\/html/);
  differs({ status: 404, response: '{"message":"?"}' }, /required property 'error'/);
  differs({ method: 'DELETE', status: 204 }, /a body where none is described/);
});

test('a wrong answer to a path that is not described is found when it is an error', () => {
  const unknown = { path: '/v1.0/userz', userAgent: 'curl/8', status: 400 };
  differs({ ...unknown, response: '{}' }, /required property 'error'/);
  fits({ ...unknown, response: '{"error":{"code":"BadRequest","message":"?"}}' });
});

test('a wrong request is found, if lpaz sent it', () => {
  const patch = { method: 'PATCH', requestType: 'application/json', status: 204, response: '' };
  fits({ ...patch, request: '{"accountEnabled":false}' });
  differs({ ...patch, request: '{"accountEnabled":"False"}' }, /accountEnabled must be boolean/);
  differs({ ...patch, request: '{"enabled":false}' }, /enabled/);
  differs({ ...patch, request: '' }, /no body/);
  fits({ ...patch, request: '{"enabled":false}', userAgent: 'curl/8' });
});

test('the derived type of a member counts', () => {
  const members = (member) => ({
    path: `/v1.0/groups/${ID}/members`,
    response: JSON.stringify({ value: [member] }),
  });
  fits(members({ '@odata.type': '#microsoft.graph.user', id: ID, accountEnabled: true }));
  differs(members({ '@odata.type': '#microsoft.graph.group', accountEnabled: true }), /accountEna/);
  differs(members({ id: ID, accountEnabled: true }), /accountEnabled/);
});

test('the parts of a batch count', () => {
  const batch = (answer) => ({
    method: 'POST',
    path: '/v1.0/$batch',
    requestType: 'application/json',
    request: JSON.stringify({ requests: [{ id: '1', method: 'GET', url: `/users/${ID}` }] }),
    response: JSON.stringify({ responses: [answer] }),
  });
  const headers = { 'Content-Type': 'application/json' };
  fits(batch({ id: '1', status: 200, headers, body: { id: ID } }));
  differs(batch({ id: '1', status: 200, headers, body: { id: 7 } }), /\/id must be string/);
});

test('a text in a batch is read as base64', () => {
  const answer = { id: '1', status: 200, headers: { 'Content-Type': 'text/plain' } };
  const batch = (body) => ({
    method: 'POST',
    path: '/v1.0/$batch',
    requestType: 'application/json',
    request: '{"requests":[{"id":"1","method":"GET","url":"/users/$count"}]}',
    response: JSON.stringify({ responses: [{ ...answer, body }] }),
  });
  fits(batch(Buffer.from('31').toString('base64')));
  differs(batch(Buffer.from('many').toString('base64')), /must match pattern/);
});

test('damage that was ordered is not looked at', () => {
  fits({ fault: 'garbage', response: '<html>' });
  fits({ fault: 'drop-before', status: 0, response: '' });
});

test('a deviation excuses what it names and nothing else', () => {
  const [problem] = exchangesOf(exchange({ status: 202 })).flatMap((one) => check.problems(one));
  const deviation = { side: 'answer', path: '/users/{user-id}', problem: '^status 202' };
  assert.ok(excuse(problem, [deviation]));
  assert.ok(!excuse(problem, [{ ...deviation, side: 'request' }]));
  assert.ok(!excuse(problem, [{ ...deviation, path: '/users' }]));
  assert.ok(!excuse(problem, [{ ...deviation, problem: '^status 203' }]));
});
