// The program itself, as `npm start` runs it, on a data folder of the test's own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const START_MS = 60_000;

export interface Program {
  readonly url: string;
  /** Everything it has written to its terminal. */
  readonly said: () => string;
  /** Ends it and waits; resolves with the exit code. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

export async function startProgram(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      CLEARPOST_WORKERS: '1',
      CLEARPOST_DATA_DIR: dataFolder,
      ...environment,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text;
    });
  const url = await greeting(child, () => said);
  return {
    url,
    said: () => said,
    end: async (signal) => {
      if (child.signalCode !== null) return null;
      if (child.exitCode !== null) throw new Error(`it had ended by itself: ${said}`);
      const ended = once(child, 'exit');
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

async function greeting(child: ChildProcess, said: () => string): Promise<string> {
  for (let waited = 0; waited < START_MS && child.exitCode === null; waited += 50) {
    const [, url] = /Clearpost is up at (http:\S+)\//.exec(said()) ?? [];
    if (url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the program did not start: ${said()}`);
}
