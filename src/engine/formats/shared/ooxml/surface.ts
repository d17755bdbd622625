import type { Unseen } from '../../../core/segment.ts';
import type { XmlScanner } from '../xml/scanner.ts';
import { paragraphsUnderBars } from './bars.ts';
import { type Deck, deckOf } from './deck.ts';
import { Looks } from './looks.ts';
import type { Package } from './package.ts';
import type { Place } from './place.ts';
import { SlideLooks } from './slide-looks.ts';
import { slideScene } from './slide-scene.ts';
import { WordStyles } from './word-styles.ts';

const NO_BARS: ReadonlySet<number> = new Set();

/** Follows what makes the words of a part invisible. */
export interface Surface {
  open(local: string): void;
  close(local: string): void;
  /** The words are set not to show. */
  readonly isHidden: boolean;
  /** Why nobody sees the words that stand here; undefined when they are seen, or may be. */
  readonly unseen: Unseen | undefined;
}

/** Makes the surface of each part of a package, by what its other parts say of how words look. */
export class Surfaces {
  readonly #pack: Package | undefined;
  #styles: WordStyles | undefined;
  #deck: Deck | undefined;

  constructor(pack: Package | undefined) {
    this.#pack = pack;
  }

  of(xml: XmlScanner, { root }: Place): Surface {
    // A sheet of a workbook comes without its package: it may be large, and has no paragraphs.
    if (!this.#pack) return new Looks(xml, this.#wordStyles(), NO_BARS);
    if (root !== 'sld') return new Looks(xml, this.#wordStyles(), paragraphsUnderBars(xml.bytes));
    this.#deck ??= deckOf(this.#pack);
    return new SlideLooks(xml, slideScene(xml.bytes, this.#deck));
  }

  #wordStyles(): WordStyles {
    if (!this.#styles) {
      const part = this.#pack?.parts.find((name) => /^word\/styles\.xml$/i.test(name));
      this.#styles = new WordStyles(part === undefined ? undefined : this.#pack?.read(part));
    }
    return this.#styles;
  }
}
