import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** What an operator watches. Labels are routes, verdicts and codes; never a value, a name or an id. */
export interface Metrics {
  request(method: string, route: string, status: number, seconds: number): void;
  document(ending: string, seconds: number): void;
  /** In the text form of Prometheus. */
  page(): Promise<{ readonly mediaType: string; readonly text: string }>;
}

/** What the database knows; asked at every look. */
export interface Standing {
  /** Redactions in line or being worked on. */
  readonly backlog: number;
  /** Redactions that ended for no reason of the document's. */
  readonly givenUp: number;
}

export function createMetrics(standing: () => Promise<Standing>): Metrics {
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
  const abandoned = new Gauge({
    name: 'clearpost_given_up',
    help: 'Redactions that failed for no reason of the document’s: look into the log',
    registers,
  });
  new Gauge({
    name: 'clearpost_backlog',
    help: 'Redactions in line or being worked on',
    registers,
    async collect() {
      const { backlog, givenUp } = await standing();
      this.set(backlog);
      abandoned.set(givenUp);
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
