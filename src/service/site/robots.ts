import robotsParser from 'robots-parser';

/** What a site asks of those who read it by program. */
export interface Robots {
  allows(url: string): boolean;
  readonly sitemaps: readonly string[];
  /** The time between two requests that it asks for, in milliseconds. */
  readonly delayMs: number;
}

const NAME = 'Clearpost';
/** RFC 9309, 2.5: what a reader must at least take in. */
export const ROBOTS_BYTES = 500 * 1024;
/** A site may ask for slowness, not for standing still. */
const LONGEST_DELAY_MS = 10_000;

/** Reads robots.txt as it stands at `origin`; an empty text allows everything. */
export function readRobots(origin: string, text: string): Robots {
  // Declared as ES, shipped as CommonJS: Node gives the function itself.
  const parse = robotsParser as unknown as (url: string, text: string) => Parsed;
  const robots = parse(`${origin}/robots.txt`, text);
  return {
    // The parser knows one origin; the rules are for the paths of the host.
    allows: (url) =>
      robots.isAllowed(origin + new URL(url).pathname + new URL(url).search, NAME) ?? true,
    sitemaps: robots.getSitemaps(),
    delayMs: Math.min((robots.getCrawlDelay(NAME) ?? 0) * 1000, LONGEST_DELAY_MS),
  };
}

interface Parsed {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
  getSitemaps(): string[];
}
