import type { PDFDict } from 'pdf-lib';
import { Lexer, type Token } from './lexer.ts';
import { IDENTITY } from './matrix.ts';
import { OPERATORS } from './operators.ts';
import type { Outset, Visitor } from './visitor.ts';
import { Walk } from './walk.ts';

/** The state in which a page begins. */
export const AFRESH: Outset = {
  matrix: IDENTITY,
  concealed: false,
  text: {
    font: undefined,
    fontName: undefined,
    size: 0,
    charSpace: 0,
    wordSpace: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
  },
  paint: {
    colour: '0 0 0',
    clear: false,
    sheerLines: false,
    reach: undefined,
    white: false,
    sheer: false,
    pattern: false,
    clip: undefined,
  },
};

/** Walks over one content stream. Throws a LexicalError where it is not one. */
export function interpret(
  bytes: Uint8Array,
  resources: PDFDict | undefined,
  visitor: Visitor,
  outset: Outset = AFRESH,
): void {
  const walk = new Walk(resources, visitor, outset);
  const lexer = new Lexer(bytes);
  for (let operation = lexer.next(); operation; operation = lexer.next()) {
    const operator = OPERATORS[operation.operator];
    if (operator) operator(walk, operation.operands, operation);
    else tellStrings(operation.operands, visitor);
  }
  for (const [start, end] of lexer.comments) visitor.comment?.(start, end);
}

/** Strings that no operator shows are in the file all the same. */
function tellStrings(operands: readonly Token[], visitor: Visitor): void {
  for (const operand of operands) {
    if (typeof operand === 'number') continue;
    if (operand.kind === 'string') visitor.property?.('', operand);
    else if (operand.kind === 'array' || operand.kind === 'dict')
      tellStrings(operand.items, visitor);
  }
}
