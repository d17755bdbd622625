import { PDFArray, type PDFContext, PDFName, type PDFObject, PDFRef } from 'pdf-lib';
import { asDict, dictAt, entry, nameAt } from './resources.ts';

/** Tells whether an optional content group, or a membership of groups, is switched off when the file opens. */
export function layerSwitch(context: PDFContext): (group: PDFObject) => boolean {
  const root = asDict(context.lookup(context.trailerInfo.Root));
  const settings = dictAt(dictAt(root, 'OCProperties'), 'D');
  const off = tagsAt(settings, 'OFF');
  const on = nameAt(settings, 'BaseState') === 'OFF' ? tagsAt(settings, 'ON') : undefined;
  const isOff = (group: PDFObject): boolean => {
    const dict = asDict(context.lookup(group));
    if (nameAt(dict, 'Type') === 'OCMD') {
      const groups = dict?.lookup(PDFName.of('OCGs'));
      const members =
        groups instanceof PDFArray ? groups.asArray() : [dict?.get(PDFName.of('OCGs'))];
      return members.some((member) => member instanceof PDFRef && isOff(member));
    }
    if (!(group instanceof PDFRef)) return false;
    return off.has(group.tag) || (on !== undefined && !on.has(group.tag));
  };
  return isOff;
}

function tagsAt(dict: Parameters<typeof entry>[0], key: string): Set<string> {
  const list = entry(dict, key);
  if (!(list instanceof PDFArray)) return new Set();
  return new Set(list.asArray().flatMap((item) => (item instanceof PDFRef ? [item.tag] : [])));
}
