// Runs the sample in Node as something like systemd would: it is started again, some time after it ended.
// POST to the control port ends it. usage: node supervisor.mjs CONSUMER_PORT CONTROL_PORT PAUSE_MS
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const [consumerPort, controlPort, pause] = process.argv.slice(2).map(Number);
const consumer = fileURLToPath(new URL('../../samples/consumer-node/consumer.mjs', import.meta.url));
let child;

function start() {
  child = spawn(process.execPath, [consumer], { env: { ...process.env, PORT: String(consumerPort) }, stdio: 'ignore' });
  child.on('exit', () => setTimeout(start, pause));
}

start();
createServer((request, response) => {
  child.kill('SIGKILL');
  response.writeHead(204).end();
}).listen(controlPort, '127.0.0.1');
process.on('SIGTERM', () => {
  child.removeAllListeners('exit');
  child.kill('SIGKILL');
  process.exit();
});
