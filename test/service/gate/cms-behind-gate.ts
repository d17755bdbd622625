// A CMS that keeps what reaches it, with the gate in front, and a client that writes requests by hand.
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { buildGate, type GateOptions } from '../../../src/service/gate/gate.ts';
import { createLog } from '../../../src/service/http/log.ts';
import { checkFile } from '../../../src/service/publish/check-file.ts';
import { createSandbox, SANDBOX_DEFAULTS } from '../../../src/service/sandbox/sandbox.ts';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly body: Buffer;
  readonly headers: IncomingMessage['headers'];
}

const PATIENCE_MS = 3000;

export interface CmsBehindGate {
  readonly origin: string;
  readonly received: Received[];
  /** Sends these bytes as they are and gives everything that comes back, until the gate or `end` closes. */
  raw(request: string | Buffer): Promise<string>;
  /** What an operator reads. */
  log(): string;
  stop(): Promise<void>;
}

export async function startCmsBehindGate(
  options: Partial<GateOptions> = {},
): Promise<CmsBehindGate> {
  const received: Received[] = [];
  const cms = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request));
    const { method = '', url = '', headers } = request;
    received.push({ method, url, body, headers });
    response.setHeader('set-cookie', 'session=1').end(`CMS ${method}`);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => cms.once('listening', resolve));
  const sandbox = createSandbox({ ...SANDBOX_DEFAULTS, workers: 1, rulesFolder: 'rules' });
  let said = '';
  const log = createLog('debug', {
    write(line) {
      said += line;
    },
  });
  const gate = await buildGate({
    log,
    upstream: `http://127.0.0.1:${(cms.address() as AddressInfo).port}`,
    check: (file) => checkFile(file, 'general', sandbox),
    publishPaths: ['/admin/content/'],
    maxBodyBytes: 1_000_000,
    budgetBytes: 4_000_000,
    answerMs: 5000,
    onFindings: 'replace',
    ...options,
  });
  const origin = await gate.listen({ host: '127.0.0.1', port: 0 });
  return {
    origin,
    received,
    log: () => said,
    raw: (request) => exchange(Number(new URL(origin).port), request),
    async stop() {
      await gate.close();
      cms.closeAllConnections();
      cms.close();
      await sandbox.close();
    },
  };
}

function exchange(port: number, request: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer: Buffer[] = [];
    socket.on('data', (bytes) => answer.push(bytes));
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(answer).toString('latin1')));
    // Some requests are never answered: what came until then is the answer.
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.write(request);
  });
}
