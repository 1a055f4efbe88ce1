<?php
// A consumer of Partnero's webhooks in one file, for PHP 8.2 and later, without packages.
//
// What it does with a delivery is to enter it in a ledger: a file with one line of JSON for each effect.
// The ledger is also its memory of what it has applied, so an effect and the mark against its duplicates
// are one write: both are there, or neither. Workers take turns by a lock on the ledger.

declare(strict_types=1);

const WEBHOOK_PATH = '/webhooks/partnero';
const MAX_BODY_BYTES = 1024 * 1024;

const HANDLED_EVENTS = [
    'partner.created', 'partner.updated', 'partner.approved', 'partner.rejected', 'partner.archived', 'partner.deleted',
    'customer.created', 'customer.updated', 'customer.deleted',
    'transaction.created', 'transaction.updated', 'transaction.deleted',
    'reward.created', 'reward.approved', 'reward.paid',
    'lead.submitted', 'lead.converted', 'lead.rejected',
];

const KEPT_FIELDS = ['id', 'key', 'name', 'surname', 'email', 'status', 'amount', 'currency', 'amount_units'];
const JSON_AS_GIVEN = JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION;
const FAILURE_POINTS = ['before-effect', 'before-commit', 'after-commit'];

// Where errors are displayed, PHP answers an uncaught one with 200 and says too much. The log says why; the answer does not.
ini_set('display_errors', '0');
set_exception_handler(function (Throwable $fault): void {
    error_log("{$fault->getMessage()} ({$fault->getFile()}:{$fault->getLine()})");
    answer(500, 'The delivery could not be applied.');
});

// With another precision 99.99 would be written as 99.989999999999995.
ini_set('serialize_precision', '-1');

$secret = (string) getenv('PARTNERO_SECRET');
$ledgerPath = (string) getenv('LEDGER');

// With a blank secret anybody could sign, so nothing is received.
if (trim($secret) === '') {
    throw new RuntimeException('PARTNERO_SECRET is blank: set it to the signing secret of the webhook.');
}
if (trim($ledgerPath) === '') {
    throw new RuntimeException('LEDGER is blank: set it to the path of the ledger file.');
}

// For tests only: they show what was applied and make the consumer fail. Never open them where others can reach them.
$probesAreOpen = getenv('PARTNERO_PROBES') === '1';

// Every path ends in an answer, so the built-in server never serves a file of this folder.
$path = explode('?', $_SERVER['REQUEST_URI'], 2)[0];
match (true) {
    $path === WEBHOOK_PATH => receive($secret, $ledgerPath, $probesAreOpen),
    $path === '/probe/effects' && $probesAreOpen => showEffects($ledgerPath),
    $path === '/probe/fail' && $probesAreOpen => planFailures($ledgerPath),
    $path === '/probe/clock' && $probesAreOpen => moveClock(),
    default => answer(404, 'There is nothing here.'),
};

// ---------------------------------------------------------------- the delivery

function receive(#[SensitiveParameter] string $secret, string $ledgerPath, bool $probesAreOpen): never
{
    allowOnly('POST');

    // Past post_max_size PHP gives an empty body, so the announced length counts too.
    $body = (string) file_get_contents('php://input', length: MAX_BODY_BYTES + 1);
    if (max(strlen($body), (int) ($_SERVER['CONTENT_LENGTH'] ?? 0)) > MAX_BODY_BYTES) {
        answer(413, 'The body is larger than 1 MiB.');
    }

    // The signature covers the bytes as they came. Nothing looks into them before it is known to be right.
    if (!isSigned($body, $_SERVER['HTTP_SIGNATURE'] ?? '', $secret)) { answer(401, 'The signature is absent or wrong.'); } // signature-check

    // Not UTF-8, not JSON and nested too deeply all give null. Integers past 64 bits become text, with every digit.
    $envelope = json_decode($body, associative: true, flags: JSON_BIGINT_AS_STRING);
    if (!isMap($envelope)) {
        answer(400, 'The body is not a JSON object.');
    }
    $event = $envelope['event'] ?? null;
    $data = $envelope['data'] ?? null;
    if (!is_string($event)) {
        answer(400, 'The event is not a string.');
    }
    if (!isMap($data)) {
        answer(400, 'The data is not an object.');
    }

    // An event that is new or not for us is no failure: anything but 2xx would be sent again, five times in all.
    if (!in_array($event, HANDLED_EVENTS, true)) {
        answer(200, 'Ignored.');
    }

    // A reward of a transaction may come without an id, and a transaction has none: then the key says what it is about.
    $id = textOfId($data['id'] ?? null) ?? textOfId($data['key'] ?? null);
    if ($id === null) {
        answer(400, 'The data does not say whom or what it is about.');
    }

    // A delivery carries no id of its own. Retries repeat the body byte for byte, so its hash tells a duplicate.
    $isNew = apply($ledgerPath, $probesAreOpen, [
        'identity' => $event . ':' . hash('sha256', $body),
        'event' => $event,
        'id' => $id,
        'created_at' => is_string($envelope['created_at'] ?? null) ? $envelope['created_at'] : null,
        'partner' => textOfReference($data['partner'] ?? null),
        'customer' => textOfReference($data['customer'] ?? null),
        'fields' => array_filter(array_intersect_key($data, array_flip(KEPT_FIELDS)), isKept(...)),
    ]);
    answer(200, $isNew ? 'Applied.' : 'Applied before.');
}

function isSigned(string $body, string $signature, #[SensitiveParameter] string $secret): bool
{
    return preg_match('/\A[0-9a-f]{64}\z/', $signature) === 1
        && hash_equals(hash_hmac('sha256', $body, $secret), $signature);
}

// An empty list passes for a map: PHP, which sends these, writes an empty map as [].
function isMap(mixed $value): bool
{
    return is_array($value) && ($value === [] || !array_is_list($value));
}

function textOfId(mixed $value): ?string
{
    return is_int($value) || (is_string($value) && $value !== '') ? (string) $value : null;
}

// A partner or customer comes as an object with an id, or as the bare id.
function textOfReference(mixed $value): ?string
{
    return textOfId(is_array($value) ? $value['id'] ?? null : $value);
}

// Text and numbers are kept as they came (an amount may be text); maps, lists and what a number cannot hold are left out.
function isKept(mixed $value): bool
{
    return $value === null || (is_scalar($value) && (!is_float($value) || is_finite($value)));
}

// ---------------------------------------------------------------- the ledger

/** @return resource */
function openLedger(string $ledgerPath, int $lock)
{
    $ledger = fopen($ledgerPath, 'c+b');
    if ($ledger === false || !flock($ledger, $lock)) {
        throw new RuntimeException('The ledger cannot be opened and locked.');
    }
    return $ledger;
}

// Answers whether the entry is new. The lock covers the look and the write: two duplicates that race cannot both look before one writes.
function apply(string $ledgerPath, bool $probesAreOpen, array $entry): bool
{
    $ledger = openLedger($ledgerPath, LOCK_EX);
    try {
        [$isKnown, $end] = findIdentity($ledger, $entry['identity']);
        if ($isKnown) {
            sync($ledger); // whoever wrote the line may have died before it was on the disk
            return false;
        }

        $asked = $probesAreOpen ? nextFailure($ledgerPath, $entry['event'], $entry['id']) : null;
        failAt('before-effect', $asked);
        $line = json_encode($entry, JSON_AS_GIVEN) . "\n";
        try {
            // A worker that died while it wrote leaves part of a line. It was never acknowledged and comes again, so it is cut off.
            if (!ftruncate($ledger, $end) || fseek($ledger, $end) !== 0 || fwrite($ledger, $line) !== strlen($line)) {
                throw new RuntimeException('The ledger cannot be written.');
            }
            failAt('before-commit', $asked);
            sync($ledger); // once we answer 200 the sender forgets the delivery, so it must be on the disk by then
        } catch (Throwable $fault) {
            ftruncate($ledger, $end); // nothing of a failed attempt may pass for an effect
            throw $fault;
        }
        failAt('after-commit', $asked);
        return true;
    } finally {
        fclose($ledger); // gives the lock back
    }
}

/**
 * Each request reads the ledger from its start, for PHP remembers nothing between them: past some 10,000 lines, use a database.
 *
 * @param resource $ledger
 * @return array{bool, int} whether the identity is there, and where the last whole line ends
 */
function findIdentity($ledger, string $identity): array
{
    $start = '{"identity":' . json_encode($identity, JSON_AS_GIVEN) . ',';
    $end = 0;
    while (($line = fgets($ledger)) !== false && str_ends_with($line, "\n")) {
        if (str_starts_with($line, $start)) {
            return [true, $end];
        }
        $end += strlen($line);
    }
    return [false, $end];
}

/** @param resource $ledger */
function sync($ledger): void
{
    if (!fsync($ledger)) {
        throw new RuntimeException('The ledger cannot be brought to the disk.');
    }
}

// ---------------------------------------------------------------- the probes

function showEffects(string $ledgerPath): never
{
    allowOnly('GET');
    [$event, $id] = [parameter('event'), parameter('id')];
    $ledger = openLedger($ledgerPath, LOCK_SH);
    $effects = [];
    $of = ',"event":' . json_encode($event, JSON_AS_GIVEN) . ',"id":' . json_encode($id, JSON_AS_GIVEN) . ',';
    while (($line = fgets($ledger)) !== false && str_ends_with($line, "\n")) {
        if (str_contains($line, $of)) { // in a text the quotes would be escaped
            $effects[] = json_decode($line, associative: true, flags: JSON_THROW_ON_ERROR)['fields'];
        }
    }
    fclose($ledger);
    answer(200, json_encode($effects, JSON_AS_GIVEN), 'application/json');
}

function planFailures(string $ledgerPath): never
{
    allowOnly('POST');
    [$event, $id] = [parameter('event'), parameter('id')];
    $times = parameter('times');
    $point = parameter('point', 'before-effect');
    if (preg_match('/\A[0-9]{1,6}\z/', $times) !== 1) {
        answer(400, 'times must be a whole number.');
    }
    if (!in_array($point, FAILURE_POINTS, true)) {
        answer(400, 'point must be one of ' . implode(', ', FAILURE_POINTS) . '.');
    }

    $ledger = openLedger($ledgerPath, LOCK_EX);
    $failures = readFailures($ledgerPath);
    $failures["$event $id"] = ['times' => (int) $times, 'point' => $point];
    writeFailures($ledgerPath, $failures);
    fclose($ledger);
    answer(204);
}

// The ledger forgets nothing, so this consumer looks at no clock: there is none to move on.
function moveClock(): never
{
    allowOnly('POST');
    answer(204);
}

// Counts one attempt, and gives back where a test has asked it to fail, if any has. Called under the ledger's lock.
function nextFailure(string $ledgerPath, string $event, string $id): ?string
{
    $failures = readFailures($ledgerPath);
    if (($failures["$event $id"]['times'] ?? 0) === 0) {
        return null;
    }
    $failures["$event $id"]['times']--;
    writeFailures($ledgerPath, $failures);
    return $failures["$event $id"]['point'];
}

function failAt(string $point, ?string $asked): void
{
    if ($point === $asked) {
        throw new RuntimeException("A test has this attempt fail at $point.");
    }
}

function readFailures(string $ledgerPath): array
{
    $path = "$ledgerPath.failures";
    return is_file($path) ? json_decode(file_get_contents($path), associative: true, flags: JSON_THROW_ON_ERROR) : [];
}

function writeFailures(string $ledgerPath, array $failures): void
{
    file_put_contents("$ledgerPath.failures", json_encode($failures, JSON_AS_GIVEN));
}

function parameter(string $name, string $default = ''): string
{
    $value = $_GET[$name] ?? $default;
    if (!is_string($value) || $value === '') {
        answer(400, "The probe needs the parameter $name.");
    }
    return $value;
}

// ---------------------------------------------------------------- the answer

function allowOnly(string $method): void
{
    if ($_SERVER['REQUEST_METHOD'] !== $method) {
        header("Allow: $method");
        answer(405, "This address takes $method.");
    }
}

function answer(int $status, string $text = '', string $type = 'text/plain; charset=utf-8'): never
{
    http_response_code($status);
    header("Content-Type: $type");
    echo $text;
    exit;
}
