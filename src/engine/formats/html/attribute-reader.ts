import { ADDRESS } from '../shared/escapes.ts';
import { attributeChannel, attributeKind, isTechnical } from './attribute-kinds.ts';
import { readScript, readStyle, without } from './code.ts';
import { codedFilesIn, readCoded } from './coded.ts';
import { dataUrisIn } from './data-uri.ts';
import { ATTRIBUTE_ENTITIES } from './entities.ts';
import type { Gathered } from './gathered.ts';
import { asPage, type Layer, layerIn } from './layer.ts';
import type { HtmlAttribute, HtmlTag } from './tokens.ts';
import { asAddress, asAttribute, asRaw } from './writers.ts';

/** Reads the attributes of a tag, each by what it holds. */
export function readAttributes(layer: Layer, tag: HtmlTag, out: Gathered): void {
  for (const attribute of tag.attributes)
    if (attribute.valueEnd > attribute.valueStart) readAttribute(layer, tag, attribute, out);
  readMarkup(layer, tag, out);
}

function readAttribute(layer: Layer, tag: HtmlTag, attribute: HtmlAttribute, out: Gathered): void {
  const place = { start: attribute.valueStart, end: attribute.valueEnd };
  const value = layerIn(layer, place, ATTRIBUTE_ENTITIES, asAttribute);
  const whole = { start: 0, end: value.text.length };
  const kind = attributeKind(attribute.name, value.text);
  if (kind === 'page') {
    out.pages.push(asPage(value, 'hidden'));
  } else if (kind === 'script') {
    readScript(value, whole, out);
  } else if (kind === 'style') {
    if (!isTechnical(attribute.name, value.text)) readStyle(value, whole, out);
  } else if (!isTechnical(attribute.name, value.text)) {
    const inAddress = dataUrisIn(value, /^\s*data:/i.test(value.text));
    const files = inAddress.length > 0 ? inAddress : codedFilesIn(value);
    for (const file of files) out.files.push(file);
    for (const stretch of without(files, whole)) {
      readCoded(value, stretch, 'hidden', out);
      const text =
        kind === 'address'
          ? layerIn(value, stretch, ADDRESS, asAddress)
          : layerIn(value, stretch, undefined, (replacement) => replacement);
      out.hide({
        channel: layer.channel ?? attributeChannel(tag.name, kind),
        runs: text.inSource([{ start: 0, end: text.text.length }]),
        write: text.write,
      });
    }
  }
}

const MANY_DIGITS = /(?:\p{Nd}.*){5}/su;

/** Reads the tag itself, its values left out: a name of an attribute may be a number, too. */
export function readMarkup(layer: Layer, tag: HtmlTag, out: Gathered): void {
  let at = tag.start;
  for (const { valueStart, valueEnd } of [
    ...tag.attributes.filter(({ valueEnd, valueStart }) => valueEnd > valueStart),
    { valueStart: tag.end, valueEnd: tag.end },
  ]) {
    const markup = layer.text.slice(at, valueStart);
    if (MANY_DIGITS.test(markup)) {
      out.hide({
        channel: layer.channel ?? 'hidden',
        runs: layer.inSource([{ start: at, end: valueStart }]),
        write: (text) => layer.write(asRaw(text).replaceAll(/[=/\s]/g, '*')),
      });
    }
    at = valueEnd;
  }
}
