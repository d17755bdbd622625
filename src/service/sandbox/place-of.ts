const FRAME =
  /^\s+at .*?\(?(?:file:\/\/)?\/[^\s()]*\/((?:src|test|node_modules)\/[\w@./-]+:\d+):\d+\)?$/;
const KNOWN = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];
const FRAMES_KEPT = 6;

/**
 * Where an error came from, fit for a log: its class and places in our source and in packages.
 * Never its message, nor a class name of its own making: both may quote the document.
 */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error';
  const name = KNOWN.find((type) => error instanceof type)?.name ?? 'Error';
  const frames = (error.stack ?? '')
    .split('\n')
    .map((line) => FRAME.exec(line)?.[1])
    .filter((place) => place !== undefined);
  return [name, ...frames.slice(0, FRAMES_KEPT)].join(' < ');
}
