import { type CodePage, codePage, codePageOfCharset } from './code-pages.ts';

/** Which code page the bytes of each font are in, as the file declares it while it is read. */
export class FontTable {
  readonly #codePages = new Map<number, number>();
  readonly #resolved = new Map<number, CodePage>();
  #font = 0;
  #defaultFont = Number.NaN;
  #defaultCodePage = 1252;

  declare(word: string, param: number): void {
    if (word === 'f') this.#font = param;
    else if (word === 'fcharset') this.#codePages.set(this.#font, codePageOfCharset(param) ?? 0);
    else if (word === 'cpg') this.#codePages.set(this.#font, param);
    else if (word === 'deff') this.#defaultFont = param;
    else if (word === 'ansicpg') this.#defaultCodePage = param;
    else if (word === 'mac') this.#defaultCodePage = 10000;
    else if (word === 'pc') this.#defaultCodePage = 437;
    else if (word === 'pca') this.#defaultCodePage = 850;
    else return;
    if (word !== 'f') this.#resolved.clear();
  }

  codePage(font: number): CodePage {
    let page = this.#resolved.get(font);
    if (!page) {
      const number = this.#codePages.get(Number.isNaN(font) ? this.#defaultFont : font);
      page = codePage(number || this.#defaultCodePage);
      this.#resolved.set(font, page);
    }
    return page;
  }
}
