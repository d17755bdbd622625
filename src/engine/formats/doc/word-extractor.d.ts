declare module 'word-extractor' {
  /** The part of word-extractor 1.0 that is used here; it comes without types. */
  interface WordText {
    getBody(): string;
    getFootnotes(): string;
    getEndnotes(): string;
    getHeaders(options?: { includeFooters?: boolean }): string;
    getFooters(): string;
    getAnnotations(): string;
    getTextboxes(): string;
  }
  class WordExtractor {
    extract(source: Buffer): Promise<WordText>;
  }
  export = WordExtractor;
}
