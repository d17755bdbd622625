import { createHash, createHmac } from 'node:crypto';
import type { Draft } from '../core/draft.ts';
import type { NoticeFacts } from '../core/notice.ts';
import { spliced } from '../formats/shared/splice.ts';
import { composeReport } from '../report/compose.ts';
import type { FileFacts, Report, ReportedPolicy } from '../report/report.ts';
import { personsToKeep, personsToRelease } from '../rules/policy.ts';
import type { Rule } from '../rules/rule.ts';
import { occurrences } from '../verify/occurrences.ts';
import { plainOf } from '../verify/plain-text.ts';
import type { HiddenValues } from '../verify/residual.ts';
import { indexValues } from '../verify/value-index.ts';
import { ValueTable } from '../verify/value-table.ts';
import type { Redaction } from './apply.ts';
import { replacements, withoutOverlaps } from './edits.ts';
import { plainValueOf } from './values.ts';

/** What a report needs to know beside the redaction itself. */
export interface Particulars {
  readonly chosen: ReportedPolicy['chosen'];
  readonly rules: ReadonlyMap<string, Rule>;
  readonly engine: Report['engine'];
  /** 32 bytes. The same value has the same fingerprint under the same key. */
  readonly fingerprintKey: Uint8Array;
}

/** The report of a redaction: the last place where values are at hand, and none goes further. */
export function reportOf(redaction: Redaction, particulars: Particulars): Report {
  const { scan, output, name, verdict, verification } = redaction;
  const { document, decisions, format, upload } = scan;
  const facts = (bytes: Uint8Array): FileFacts => ({
    name,
    format: format.id,
    mediaType: format.mediaType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  const key = particulars.fingerprintKey;
  return composeReport({
    verdict,
    input: upload.draft ? draftFacts(upload.draft, name) : facts(upload.bytes),
    converted: upload.draft ? conversion(upload.draft, name) : null,
    output: output ? facts(output) : null,
    policy: {
      id: scan.policy.id,
      version: scan.policy.version,
      name: scan.policy.name,
      chosen: particulars.chosen,
      because: scan.because.length > 0 ? scan.because.join('、') : null,
      basis: [
        ...new Set(scan.policy.basis.map(({ source, article }) => `${source}${article ?? ''}`)),
      ],
    },
    notice: withoutHidden(scan),
    decisions,
    document,
    rules: particulars.rules,
    verification,
    engine: particulars.engine,
    accepted: scan.accepted,
    personsToRelease: personsToRelease(
      scan.policy,
      document.blindSpots.length > 0 ? decisions : [],
    ),
    idOf: ({ finding }) => scan.idOf(finding),
    personsToKeep: ({ finding }) => personsToKeep(scan.policy, finding.ruleId),
    hide: hider(scan.hidden),
    maskedText: (decision) => replacements(decision, document)?.join('') ?? null,
    fingerprint: ({ finding }) =>
      `hmac-sha256:${createHmac('sha256', key).update(plainValueOf(finding, document)).digest('hex')}`,
  });
}

const EXTENSION = /\.[^.]*$/;

/** The draft goes by its own extension in the report, the output by that of what it became. */
const draftFacts = ({ extension, mediaType, bytes, sha256 }: Draft, name: string): FileFacts => ({
  name: name.replace(EXTENSION, extension),
  format: extension.slice(1),
  mediaType,
  bytes,
  sha256,
});

const conversion = ({ extension, by }: Draft, name: string): Report['converted'] => ({
  from: extension,
  to: EXTENSION.exec(name)?.[0] ?? '',
  by,
});

/** An index number that is hidden elsewhere is somebody's number. */
const withoutHidden = ({ notice, hidden }: Redaction['scan']): NoticeFacts =>
  notice.indexNumber !== null && hidden.values.has(plainOf(notice.indexNumber))
    ? { ...notice, indexNumber: null }
    : notice;

/** Stars for hidden names and addresses; numbers are starred in any text of a report anyway. */
function hider({ words }: HiddenValues): (text: string) => string {
  const names = indexValues(ValueTable.of(words));
  return (text) => {
    const edits = [...occurrences(text, names)].map(({ span }) => ({
      segmentId: 0,
      span,
      replacement: '*'.repeat(span.end - span.start),
    }));
    return spliced(text, withoutOverlaps(edits));
  };
}
