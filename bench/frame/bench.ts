/** One job done by us and by peers. A file `bench/<name>.ts` exports one as `bench`. */
export interface Bench {
  readonly title: string;
  /** How much one run works through, in `unit`s: for the speed. */
  readonly amount: number;
  readonly unit: string;
  /** How Node is to be run for us: as in production. Peers get what Node takes by itself. */
  readonly flags?: readonly string[];
  /** The peer is a part of our own work, and runs in the same way. */
  readonly isPeerOurs?: true;
  /** A quick job is run again until it took this much CPU time; 12 unless told. */
  readonly enoughSeconds?: number;
  /** Made once, in a process of its own: its memory is on nobody's bill. */
  readonly input: () => Uint8Array | Promise<Uint8Array>;
  /** Ours first, the peer that the ratio is taken against second. Each says in a few words what it did. */
  readonly contenders: Readonly<Record<string, (input: Uint8Array) => string | Promise<string>>>;
}

/** What one contender took for one run. */
export interface Result {
  readonly contender: string;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** The most that the process held at any time, start-up and input included. */
  readonly peakMegabytes: number;
  readonly runs: number;
  readonly did: string;
}
