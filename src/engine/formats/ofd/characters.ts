import type { Unseen } from '../../core/segment.ts';
import { BLACK, type Colour } from '../shared/paint.ts';
import { attributeValue } from '../shared/xml/attributes.ts';
import { entityAt } from '../shared/xml/run.ts';
import { TOKEN, XmlScanner } from '../shared/xml/scanner.ts';
import { deltas, type Matrix, matrixOf, numbers } from './geometry.ts';
import { type Area, areaOf, colourOf, type Path, unseenCharacter } from './painted.ts';

/** One character of a page: its bytes in the part, and where it stands in millimetres of the page. */
export interface Character {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly form: 'escaped' | 'literal';
  readonly x: number;
  readonly y: number;
  /** Height of the font as drawn. */
  readonly size: number;
  readonly object: TextObject;
  /** Its number in the whole object, and in its own TextCode: glyph tables count either way. */
  readonly index: number;
  readonly indexInCode: number;
  /** Tells the TextCodes of a part apart. */
  readonly code: number;
  /** Why nobody sees it. */
  readonly unseen?: Unseen;
}

/** Glyphs that are drawn in place of characters, whatever the characters say. */
export interface GlyphTable {
  readonly position: number;
  readonly codes: number;
  readonly glyphs: number;
  /** Bytes of the list of glyph numbers. */
  start: number;
  end: number;
}

export interface TextObject {
  readonly hidden: boolean;
  readonly boundary: readonly [number, number];
  readonly matrix: Matrix;
  readonly size: number;
  readonly glyphTables: GlyphTable[];
  readonly characters: Character[];
  /** When it is drawn, among all that is. */
  readonly order: number;
  /** Undefined for the usual black. */
  ink: Colour | undefined;
}

/** Reads the text objects of a part in the order in which they are drawn. */
export function textObjects(bytes: Buffer): TextObject[] {
  return new ObjectReader(bytes).read();
}

class ObjectReader {
  readonly #xml: XmlScanner;
  readonly #objects: TextObject[] = [];
  #object: TextObject | undefined;
  #glyphs: GlyphTable | undefined;
  #code: TextCode | undefined;
  #codes = 0;
  #order = 0;
  #path: Path | undefined;
  readonly #areas: Area[] = [];

  constructor(bytes: Buffer) {
    this.#xml = new XmlScanner(bytes);
  }

  read(): TextObject[] {
    const xml = this.#xml;
    while (xml.next()) {
      const { local } = xml.name;
      if (xml.token === TOKEN.open) this.#open(local);
      else if (xml.token === TOKEN.close) this.#close(local);
      else if (xml.isText && local === 'TextCode') this.#code?.read(xml);
      else if (xml.isText && local === 'Glyphs' && this.#glyphs) {
        this.#glyphs.start = xml.start;
        this.#glyphs.end = xml.end;
      } else if (xml.isText && local === 'AbbreviatedData' && this.#path)
        this.#path.data += xml.bytes.toString('latin1', xml.start, xml.end);
    }
    this.#tellUnseen();
    return this.#objects;
  }

  #tellUnseen(): void {
    for (const object of this.#objects) {
      const { characters } = object;
      for (const [index, character] of characters.entries()) {
        const unseen = unseenCharacter(character, object, this.#areas);
        if (unseen) characters[index] = { ...character, unseen };
      }
    }
  }

  #open(local: string): void {
    if (local === 'TextObject') this.#openObject();
    else if (local === 'PathObject') this.#openPath();
    else if (local === 'FillColor' || local === 'StrokeColor') this.#openColour(local);
    else if (!this.#object) return;
    else if (local === 'TextCode') this.#openCode(this.#object);
    else if (local === 'CGTransform') this.#openGlyphs(this.#object);
  }

  #openObject(): void {
    const [x = 0, y = 0] = numbers(this.#value('Boundary'));
    const matrix = matrixOf(this.#value('CTM'));
    this.#object = {
      hidden: this.#value('Visible') === 'false' || this.#value('Alpha') === '0',
      boundary: [x, y],
      matrix,
      size: Math.abs(Number(this.#value('Size'))) || 4,
      glyphTables: [],
      characters: [],
      order: this.#order++,
      ink: undefined,
    };
    this.#objects.push(this.#object);
  }

  #openPath(): void {
    const [x = 0, y = 0] = numbers(this.#value('Boundary'));
    this.#path = {
      order: this.#order++,
      boundary: [x, y],
      matrix: matrixOf(this.#value('CTM')),
      fills: this.#value('Fill') === 'true',
      lineWidth: Number(this.#value('LineWidth')) || 0,
      alpha: this.#value('Visible') === 'false' ? 0 : this.#alpha(),
      colour: BLACK,
      lineColour: BLACK,
      data: '',
    };
  }

  #openColour(local: string): void {
    const colour = colourOf(this.#value('Value'));
    if (this.#path && local === 'FillColor') {
      this.#path.colour = colour;
      this.#path.alpha = Math.min(this.#path.alpha, this.#alpha());
    } else if (this.#path) this.#path.lineColour = colour;
    else if (this.#object && local === 'FillColor') this.#object.ink = colour;
  }

  #alpha(): number {
    const written = this.#value('Alpha');
    return written === '' ? 255 : Number(written) || 0;
  }

  #openCode(object: TextObject): void {
    const before = this.#code;
    this.#code = new TextCode(object, this.#codes++, {
      x: numbers(this.#value('X'))[0] ?? (before?.object === object ? before.startX : 0),
      y: numbers(this.#value('Y'))[0] ?? (before?.object === object ? before.startY : 0),
      deltaX: deltas(this.#value('DeltaX')),
      deltaY: deltas(this.#value('DeltaY')),
    });
  }

  #openGlyphs(object: TextObject): void {
    const count = (local: string, otherwise: number) =>
      this.#value(local) === '' ? otherwise : Number(this.#value(local));
    this.#glyphs = {
      position: count('CodePosition', 0),
      codes: count('CodeCount', 1),
      glyphs: count('GlyphCount', 1),
      start: 0,
      end: 0,
    };
    object.glyphTables.push(this.#glyphs);
  }

  #close(local: string): void {
    if (local === 'TextObject') this.#object = undefined;
    else if (local === 'PathObject') this.#closePath();
    else if (local === 'CGTransform') this.#glyphs = undefined;
  }

  #closePath(): void {
    const area = this.#path && areaOf(this.#path);
    if (area) this.#areas.push(area);
    this.#path = undefined;
  }

  #value(local: string): string {
    return attributeValue(this.#xml.bytes, this.#xml, local).trim();
  }
}

interface Walk {
  readonly x: number;
  readonly y: number;
  readonly deltaX: readonly number[];
  readonly deltaY: readonly number[];
}

/** One string of an object, and the pen that walks along it. */
class TextCode {
  readonly object: TextObject;
  readonly startX: number;
  readonly startY: number;
  readonly #number: number;
  readonly #walk: Walk;
  #x: number;
  #y: number;
  #index = 0;

  constructor(object: TextObject, number: number, walk: Walk) {
    this.object = object;
    this.startX = walk.x;
    this.startY = walk.y;
    this.#number = number;
    this.#walk = walk;
    this.#x = walk.x;
    this.#y = walk.y;
  }

  read(xml: XmlScanner): void {
    const { bytes, end, token } = xml;
    const form = token === TOKEN.cdata ? 'literal' : 'escaped';
    for (let at = xml.start; at < end; ) {
      const next =
        form === 'escaped' && bytes[at] === 0x26
          ? entityAt(bytes, at, end)
          : plainAt(bytes, at, end);
      this.#put(next.text, at, next.end, form);
      at = next.end;
    }
  }

  #put(text: string, start: number, end: number, form: Character['form']): void {
    const { matrix, boundary, size, characters } = this.object;
    const [a, b, c, d, e, f] = matrix;
    characters.push({
      text,
      start,
      end,
      form,
      x: boundary[0] + a * this.#x + c * this.#y + e,
      y: boundary[1] + b * this.#x + d * this.#y + f,
      size: size * (Math.sqrt(Math.abs(a * d - b * c)) || 1),
      object: this.object,
      index: characters.length,
      indexInCode: this.#index,
      code: this.#number,
    });
    const { deltaX, deltaY } = this.#walk;
    this.#x += deltaX[this.#index] ?? deltaX.at(-1) ?? (deltaY.length > 0 ? 0 : size / 2);
    this.#y += deltaY[this.#index] ?? deltaY.at(-1) ?? 0;
    this.#index++;
  }
}

/** The UTF-8 character that starts at `at`. */
function plainAt(bytes: Buffer, at: number, end: number): { text: string; end: number } {
  const byte = bytes[at] as number;
  const width = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
  const stop = Math.min(end, at + width);
  return { text: bytes.toString('utf8', at, stop), end: stop };
}
