import { Chance } from '../accuracy/chance.ts';
import { LOOK_ALIKES } from '../accuracy/look-alikes.ts';
import { POSITIVES } from '../accuracy/people.ts';

const SENTENCES = [
  '为进一步规范资金管理,切实保障困难群众基本生活,根据有关文件精神,结合我市实际,现将有关事项通知如下。',
  '各县(市)区民政局、财政局要高度重视,加强组织领导,明确责任分工,确保补助资金及时足额发放到位。',
  '公示期间,任何单位和个人如有异议,可以书面或者电话形式向市民政局反映,反映情况应当实事求是。',
  '本次共受理申请126件,经审核符合条件的98件,不符合条件的28件,涉及资金45.6万元,平均每户4653元。',
  '评审工作按照公开、公平、公正的原则进行,由专家组独立评审,纪检监察部门全程监督。',
];
const EVERY = 400;
const LIKE_EVERY = 4;

/** Whether a paragraph holds a person's number; the others hold one that only looks like it. */
export const isAboutPerson = (paragraph: number): boolean =>
  paragraph % LIKE_EVERY !== LIKE_EVERY - 1;

/** About `bytes` bytes of UTF-8 that read like notices, with a person's or a like number every 400 characters. */
export function noticeText(bytes: number): string {
  const chance = new Chance(400);
  const known = POSITIVES.filter(({ alone }) => alone);
  const parts: string[] = [];
  let size = 0;
  for (let count = 0; size < bytes; count++) {
    const filler: string[] = [];
    for (let length = 0; length < EVERY - 40; length += filler.at(-1)?.length ?? 0)
      filler.push(chance.pick(SENTENCES));
    const kind = chance.pick(known);
    const other = chance.pick(LOOK_ALIKES);
    const number = isAboutPerson(count)
      ? `经办人核对,${chance.pick(kind.labels)}:${kind.make(chance)}。`
      : chance.pick(other.sentences).replace('#', other.make(chance));
    const paragraph = `${filler.join('')}${number}\n`;
    parts.push(paragraph);
    size += Buffer.byteLength(paragraph);
  }
  return parts.join('');
}
