const MOST_DECODINGS = 3;

/**
 * True when an address leads to one of the paths where pages are written, however it is spelt: a server decodes, folds, and
 * routes by a parameter (`?q=node/add`) in its own way, so a path is recognised wherever it stands.
 */
export function isPublishPath(url: string, publishPaths: readonly string[]): boolean {
  // `;x` is a parameter to one server and part of the name to another.
  const spellings = [url, decoded(url).replaceAll(/;[^/\\?]*/g, '')].flatMap((one) => {
    const address = flat(`${one}/`);
    return [address, resolved(address)];
  });
  return publishPaths.some((path) => spellings.some((spelt) => spelt.includes(flat(path))));
}

/** The address in small letters with one kind of slash, and nothing encoded. */
const flat = (url: string): string =>
  decoded(url)
    .toLowerCase()
    .replaceAll(/[\\?&=#;]/g, '/')
    .replaceAll(/\/(?:\.?\/)+/g, '/');

function decoded(url: string): string {
  let text = url;
  for (let round = 0; round < MOST_DECODINGS; round++)
    text = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return text;
}

function resolved(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}
