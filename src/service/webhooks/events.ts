import type { Verdict } from '../../engine/core/verdict.ts';

/** What each event tells: ids, verdicts, counts and hashes; never a value, a name or an address. */
export interface EventData {
  'redaction.finished': {
    readonly redaction: string;
    readonly status: 'done' | 'failed';
    readonly verdict: Verdict | null;
    readonly mayPublish: boolean;
    readonly href: string;
  };
  'redaction.reviewed': {
    readonly redaction: string;
    readonly revision: number;
    readonly verdict: Verdict;
    readonly mayPublish: boolean;
    readonly href: string;
  };
  'review.needed': {
    readonly redaction: string;
    readonly findings: number;
    readonly blindSpots: number;
    readonly href: string;
  };
  'publish-check.decided': {
    /** The CMS’s own id; what looks like a number of a person in it is starred. */
    readonly contentId: string;
    readonly contentHash: string | null;
    readonly decision: 'publish' | 'replace' | 'hold';
  };
  'exposure.new': ExposureChange;
  'exposure.reopened': ExposureChange;
  'exposure.taken-down': ExposureChange;
  'webhook.test': Readonly<Record<string, never>>;
}

/** What one scan has changed. */
interface ExposureChange {
  readonly site: string;
  readonly scan: string;
  readonly count: number;
  /** Ids, a hundred at most. */
  readonly exposures: readonly string[];
  readonly href: string;
}

export type EventType = keyof EventData;

/** Every event that there is, and what it is about. A new one is a line here and one above. */
export const EVENTS: Readonly<Record<EventType, string>> = {
  'redaction.finished': '一份文件检查完毕 · a document was checked, or could not be',
  'redaction.reviewed': '有人对一份文件作了决定 · a person decided about a document',
  'review.needed': '一份文件须人工复核 · a document needs a person',
  'publish-check.decided':
    '发布检查有了结果，请用同样内容再问 · a pending check is decided: ask again with the same content',
  'exposure.new': '网站上新发现暴露的文件 · a scan found documents that show what they should not',
  'exposure.reopened': '撤下的文件又出现了 · documents that were taken down are back',
  'exposure.taken-down': '暴露的文件已撤下 · exposed documents are gone',
  'webhook.test': '测试 · a test',
};

export const EVENT_TYPES = Object.keys(EVENTS) as EventType[];

/** The body that is signed and sent, as Standard Webhooks has it. */
export const eventBody = <Type extends EventType>(type: Type, data: EventData[Type]): string =>
  JSON.stringify({ type, timestamp: new Date().toISOString(), data });
