/** A list of three lines takes more; what is shorter is a token or a hash. */
const SHORTEST = 120;
const RUN = new RegExp(`[A-Za-z0-9+/_-]{${SHORTEST},}`, 'g');

/** How documents begin: packages, OLE files, PDF, RTF, gzip, 7z, RAR, and text with a byte order mark. */
const BEGINNINGS = [
  '504b',
  'd0cf11e0',
  '25504446',
  '7b5c727466',
  '1f8b',
  '377abc',
  '526172',
  'fffe',
  'feff',
  'efbbbf',
];

/** Of random bytes, such as a token or a picture, one in nine is a control character. */
const MOST_CONTROLS = 0.02;
const LOOKED_AT = 4096;

/** Files written into a text as Base64 or hexadecimal digits: `{"content": "UEsDB…"}`. Pictures and tokens are none. */
export function writtenFiles(text: string): Buffer[] {
  // Lines are cut where a writer likes, in JSON as `\n`; JSON may also write `\/`.
  const joined = text.replaceAll(/\\?[\r\n]|\\[rn]|\\(?=\/)/g, '');
  return (joined.match(RUN) ?? []).flatMap((run) => {
    // Whatever word stands right before it moves its beginning.
    const shifts = [0, 1, 2, 3].map((shift) => Buffer.from(run.slice(shift), 'base64'));
    return [Buffer.from(run, 'hex'), ...shifts].filter(isDocument).slice(0, 1);
  });
}

function isDocument(bytes: Buffer): boolean {
  if (bytes.length < SHORTEST / 2) return false;
  const beginning = bytes.toString('hex', 0, 8);
  if (BEGINNINGS.some((magic) => beginning.startsWith(magic))) return true;
  const seen = bytes.subarray(0, LOOKED_AT);
  const controls = seen.filter((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13);
  return controls.length <= seen.length * MOST_CONTROLS;
}
