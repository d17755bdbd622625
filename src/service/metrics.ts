import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** What an operator watches. Labels are routes, verdicts and codes; never a value, a name or an id. */
export interface Metrics {
  request(method: string, route: string, status: number, seconds: number): void;
  document(ending: string, seconds: number): void;
  /** In the text form of Prometheus. */
  page(): Promise<{ readonly mediaType: string; readonly text: string }>;
}

/** `backlog` is asked at every look. */
export function createMetrics(backlog: () => Promise<number>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'clearpost_http_request_seconds',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const documents = new Histogram({
    name: 'clearpost_document_seconds',
    help: 'Documents through the sandbox, waiting included',
    buckets: SECONDS,
    registers,
  });
  const endings = new Counter({
    name: 'clearpost_documents_total',
    help: 'Documents by verdict or error',
    labelNames: ['ending'],
    registers,
  });
  new Gauge({
    name: 'clearpost_backlog',
    help: 'Redactions in line or being worked on',
    registers,
    async collect() {
      this.set(await backlog());
    },
  });
  return {
    request: (method, route, status, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    document(ending, seconds) {
      endings.inc({ ending });
      documents.observe(seconds);
    },
    page: async () => ({ mediaType: registry.contentType, text: await registry.metrics() }),
  };
}
