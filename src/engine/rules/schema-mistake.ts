import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';

type Place = readonly (string | number)[];

/** Where a value does not fit its schema, and why, for whoever wrote it. */
export interface Mistake {
  readonly path: Place;
  readonly zh: string;
  readonly en: string;
}

type SchemaError = ReturnType<typeof Errors>[number];
type Node = Readonly<Record<string, unknown>>;

const CHOICE = '/anyOf';

/**
 * The most telling mistake of a value. Where one word says which of several shapes is meant (`kind: keep`),
 * only that shape is looked at: the others complain about everything in it.
 */
export function mistakeIn(schema: TSchema, value: unknown): Mistake | undefined {
  const errors = Errors(schema, value);
  const plain = errors.filter(({ schemaPath }) => !schemaPath.includes(CHOICE));
  const choice = errors.find(({ schemaPath }) => schemaPath.includes(CHOICE));
  // A complaint about the choice as a whole says less than the choice itself.
  const telling = plain.filter(({ keyword }) => keyword !== 'anyOf');
  if (choice && telling.length === 0) return mistakeInChoice(schema, value, choice);
  const first = deepest(telling);
  return first && { path: placeOf(first.instancePath), ...wordsFor(first) };
}

/** The one with the longest path points best. */
const deepest = (errors: readonly SchemaError[]): SchemaError | undefined =>
  errors.toSorted((a, b) => depth(b) - depth(a))[0];
const depth = ({ instancePath }: SchemaError): number => instancePath.split('/').length;

function mistakeInChoice(schema: TSchema, value: unknown, error: SchemaError): Mistake | undefined {
  const { node, inside, path } = choiceOf(schema, value, error);
  const shapes = node.anyOf as readonly TSchema[];
  const word = wordOf(shapes[0] as Node);
  const said = isNode(inside) ? inside[word] : undefined;
  const meant = shapes.find((shape) => constantOf(shape as Node, word) === said);
  const below = meant && mistakeIn(meant, inside);
  if (below) return { ...below, path: [...path, ...below.path] };
  const words = shapes.map((shape) => String(constantOf(shape as Node, word)));
  return { path: [...path, word], ...oneOf(words) };
}

/** The outermost choice that an error lies in, and the value that had to choose. */
function choiceOf(schema: TSchema, value: unknown, { schemaPath, instancePath }: SchemaError) {
  const keys = placeOf(instancePath);
  const path: (string | number)[] = [];
  let node = schema as Node;
  let inside = value;
  let isKey = false;
  for (const step of schemaPath.slice(0, schemaPath.indexOf(CHOICE)).split('/').slice(1)) {
    node = node[step] as Node;
    if (step === 'items' || isKey) {
      const key = keys[path.length] as string;
      path.push(key);
      inside = isNode(inside) ? inside[key] : undefined;
    }
    isKey = !isKey && (step === 'properties' || step === 'patternProperties');
  }
  return { node, inside, path };
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const propertiesOf = (shape: Node) => (shape.properties ?? {}) as Readonly<Record<string, Node>>;
const constantOf = (shape: Node, word: string): unknown => propertiesOf(shape)[word]?.const;
/** The property that tells the shapes apart. */
const wordOf = (shape: Node): string =>
  Object.entries(propertiesOf(shape)).find(([, property]) => 'const' in property)?.[0] ?? '';

const placeOf = (pointer: string): Place =>
  pointer
    .split('/')
    .slice(1)
    .map((key) =>
      /^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~'),
    );

const oneOf = (words: readonly unknown[]) => ({
  zh: `只能是 ${words.join('、')}`,
  en: `must be one of ${words.join(', ')}`,
});

const TYPES: Readonly<Record<string, string>> = {
  string: '文字（只有数字的须加引号）',
  integer: '整数',
  object: '“名称: 内容”的形式',
  array: '列表',
};

function wordsFor({ keyword, params, message }: SchemaError): { zh: string; en: string } {
  const told = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'boolean':
    case 'additionalProperties':
      return { zh: '没有这一项', en: 'is no known key' };
    case 'enum':
      return oneOf(told.allowedValues as readonly unknown[]);
    case 'required': {
      const missing = (told.requiredProperties as readonly string[]).join(', ');
      return { zh: `缺少 ${missing}`, en: `lacks ${missing}` };
    }
    case 'type':
      return { zh: `应为${TYPES[String(told.type)] ?? told.type}`, en: message };
    case 'minimum':
      return { zh: `不能小于 ${told.limit}`, en: message };
    case 'maximum':
      return { zh: `不能大于 ${told.limit}`, en: message };
    case 'minItems':
      return { zh: `至少要有 ${told.limit} 项`, en: message };
    case 'minLength':
      return { zh: '不能为空', en: 'must not be empty' };
    default:
      return { zh: '不合要求', en: message };
  }
}
