// A consumer of Partnero's webhooks in one file, for Node 20 and later, without packages.
//
// What it does with a delivery is to enter it in a ledger: a file with one line of JSON for each effect.
// The ledger is also its memory of what it has applied, so an effect and the mark against its duplicates
// are one write: both are there, or neither. One process alone may write to a ledger.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, readSync } from 'node:fs';
import { createServer } from 'node:http';

const webhookPath = '/webhooks/partnero';
const maxBodyBytes = 1024 * 1024;

const handledEvents = new Set([
  'partner.created', 'partner.updated', 'partner.approved', 'partner.rejected', 'partner.archived', 'partner.deleted',
  'customer.created', 'customer.updated', 'customer.deleted',
  'transaction.created', 'transaction.updated', 'transaction.deleted',
  'reward.created', 'reward.approved', 'reward.paid',
  'lead.submitted', 'lead.converted', 'lead.rejected',
]);

const keptFields = ['id', 'key', 'name', 'surname', 'email', 'status', 'amount', 'currency', 'amount_units'];

const secret = process.env.PARTNERO_SECRET ?? '';
const ledgerPath = process.env.LEDGER ?? '';

// With a blank secret anybody could sign, so the consumer does not start.
if (secret.trim() === '') refuseToStart('PARTNERO_SECRET is blank: set it to the signing secret of the webhook.');
if (ledgerPath.trim() === '') refuseToStart('LEDGER is blank: set it to the path of the ledger file.');

// ---------------------------------------------------------------- the delivery

async function receive(request, response) {
  const body = await readBody(request);
  if (body === null) return answer(response, 413, 'The body is larger than 1 MiB.');

  // The signature covers the bytes as they came. Nothing looks into them before it is known to be right.
  if (!isSigned(body, request.headers.signature)) return answer(response, 401, 'The signature is absent or wrong.'); // signature-check

  const envelope = parse(body);
  if (!isMap(envelope)) return answer(response, 400, 'The body is not a JSON object.');
  const { event, data } = envelope;
  if (typeof event !== 'string') return answer(response, 400, 'The event is not a string.');
  if (!isMap(data)) return answer(response, 400, 'The data is not an object.');

  // An event that is new or not for us is no failure: anything but 2xx would be sent again, five times in all.
  if (!handledEvents.has(event)) return answer(response, 200, 'Ignored.');

  // A reward of a transaction may come without an id, and a transaction has none: then the key says what it is about.
  const id = textOfId(data.id) ?? textOfId(data.key);
  if (id === null) return answer(response, 400, 'The data does not say whom or what it is about.');

  // A delivery carries no id of its own. Retries repeat the body byte for byte, so its hash tells a duplicate.
  const identity = `${event}:${createHash('sha256').update(body).digest('hex')}`;
  const isNew = apply({
    identity,
    event,
    id,
    created_at: typeof envelope.created_at === 'string' ? envelope.created_at : null,
    partner: textOfReference(data.partner),
    customer: textOfReference(data.customer),
    fields: Object.fromEntries(keptFields.filter(name => isKept(data[name])).map(name => [name, data[name]])),
  });
  answer(response, 200, isNew ? 'Applied.' : 'Applied before.');
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // What is too much is read and thrown away: a sender that is cut off would not see the answer.
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size <= maxBodyBytes ? Buffer.concat(chunks) : null;
}

function isSigned(body, signature) {
  // timingSafeEqual throws when the lengths differ, so the shape is checked first.
  if (!/^[0-9a-f]{64}$/.test(signature ?? '')) return false;
  const expected = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}

function parse(body) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return null; // not UTF-8, or not JSON
  }
}

// PHP writes an empty map as [], so an empty list stands for one.
function isMap(value) {
  return typeof value === 'object' && value !== null && (!Array.isArray(value) || value.length === 0);
}

function textOfId(value) {
  if (typeof value === 'string' && value !== '') return value;
  // Past 2^53 a number may already be another than the one that was sent.
  return Number.isSafeInteger(value) ? String(value) : null;
}

// A partner or customer comes as an object with an id, or as the bare id.
function textOfReference(value) {
  return textOfId(isMap(value) ? value.id : value);
}

// Text and numbers are kept as they came (an amount may be text); maps, lists and what a number cannot hold are left out.
function isKept(value) {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

// ---------------------------------------------------------------- the ledger

const ledger = openSync(ledgerPath, 'a+');
const applied = new Set(linesOf(readFileSync(ledgerPath, 'utf8')).map(line => line.identity));

// A process that died while it wrote leaves part of a line. It was never acknowledged and comes again, so it is cut off.
let ledgerEnd = readFileSync(ledgerPath).lastIndexOf('\n') + 1;
ftruncateSync(ledger, ledgerEnd);
fsyncSync(ledger);

function linesOf(text) {
  return text.split('\n').slice(0, -1).map(line => JSON.parse(line));
}

// Answers whether the entry is new. There is no await in here: two duplicates that race cannot both look before one writes.
function apply(entry) {
  if (applied.has(entry.identity)) return false;
  const failAt = nextFailure(entry.event, entry.id);

  failAt('before-effect');
  if (fstatSync(ledger).size !== ledgerEnd) throw new Error('The ledger is not as this process left it: is there another that writes to it?');
  const line = Buffer.from(JSON.stringify(entry) + '\n');
  try {
    appendFileSync(ledger, line);
    failAt('before-commit');
    fsyncSync(ledger); // once we answer 200 the sender forgets the delivery, so it must be on the disk by then
  } catch (fault) {
    ftruncateSync(ledger, ledgerEnd); // nothing of a failed attempt may pass for an effect
    throw fault;
  }
  ledgerEnd += line.length;
  applied.add(entry.identity);
  failAt('after-commit');
  return true;
}

// ---------------------------------------------------------------- the probes

// For tests only: they show what was applied and make the consumer fail. Never open them where others can reach them.
const probesAreOpen = process.env.PARTNERO_PROBES === '1';
const failurePoints = ['before-effect', 'before-commit', 'after-commit'];
const failures = new Map();
const effects = new Map();
let effectsEnd = 0;

function probe(request, response, path, query) {
  if (path === '/probe/clock') {
    // The ledger forgets nothing, so this consumer looks at no clock: there is none to move on.
    if (request.method !== 'POST') return answer(response, 405, 'The clock is moved on with POST.', { allow: 'POST' });
    return answer(response, 204);
  }

  const event = query.get('event');
  const id = query.get('id');
  if (!event || !id) return answer(response, 400, 'A probe needs an event and an id.');

  if (path === '/probe/effects') {
    if (request.method !== 'GET') return answer(response, 405, 'Effects are asked for with GET.', { allow: 'GET' });
    return answer(response, 200, JSON.stringify(effectsOf(event, id)), { 'content-type': 'application/json' });
  }

  if (request.method !== 'POST') return answer(response, 405, 'Failures are asked for with POST.', { allow: 'POST' });
  const times = query.get('times') ?? '';
  const point = query.get('point') ?? 'before-effect';
  if (!/^[0-9]{1,6}$/.test(times)) return answer(response, 400, 'times must be a whole number.');
  if (!failurePoints.includes(point)) return answer(response, 400, `point must be one of ${failurePoints.join(', ')}.`);
  failures.set(`${event} ${id}`, { times: Number(times), point });
  answer(response, 204);
}

// What the file holds, and not what this process remembers: of it, what came since the last look is read.
function effectsOf(event, id) {
  const fresh = Buffer.alloc(ledgerEnd - effectsEnd);
  readSync(ledger, fresh, 0, fresh.length, effectsEnd);
  effectsEnd = ledgerEnd;
  for (const line of linesOf(fresh.toString('utf8'))) {
    const name = JSON.stringify([line.event, line.id]);
    if (!effects.has(name)) effects.set(name, []);
    effects.get(name).push(line.fields);
  }
  return effects.get(JSON.stringify([event, id])) ?? [];
}

// Counts one attempt, and gives back what makes it fail at the point that a test has asked for, if any has.
function nextFailure(event, id) {
  const failure = failures.get(`${event} ${id}`);
  if (!failure || failure.times === 0) return () => {};
  failure.times--;
  return point => {
    if (point === failure.point) throw new Error(`A test has this attempt fail at ${point}.`);
  };
}

// ---------------------------------------------------------------- the server

const server = createServer(async (request, response) => {
  try {
    const [path, query] = request.url.split('?', 2);
    if (path === webhookPath) {
      if (request.method !== 'POST') return answer(response, 405, 'Webhooks come with POST.', { allow: 'POST' });
      return await receive(request, response);
    }
    if (probesAreOpen && ['/probe/effects', '/probe/fail', '/probe/clock'].includes(path)) return probe(request, response, path, new URLSearchParams(query));
    answer(response, 404, 'There is nothing here.');
  } catch (fault) {
    // The log says why; the answer does not. With 500 the sender tries again.
    console.error(fault);
    answer(response, 500, 'The delivery could not be applied.');
  }
});

// On loopback: in production a proxy with TLS stands before it.
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});

function answer(response, status, text = '', headers = {}) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(text);
}

function refuseToStart(reason) {
  console.error(reason);
  process.exit(1);
}
